import { z } from 'zod';
import { type ComposeRequest, composeTree, type LaterMistake } from './compose.ts';
import { experimentSchema } from './experiment-schema.ts';
import { createMistakes } from './mistakes.ts';
import { originOf } from './origin-of.ts';
import { finishProblem, type Problem } from './problem.ts';
import { resolveBy } from './resolve.ts';
import { createSourceFiles } from './source-files.ts';

/** What an experiment says of its problem: two distributions and the path between them. */
const problemFields = experimentSchema.pick({ data: true, interpolant: true });

/** All else that an experiment may say is let through as it is. */
const otherFields = Object.fromEntries(
  Object.keys(experimentSchema.shape).map((name) => [name, z.unknown().optional()]),
);
const problemSchema = z.strictObject({ ...otherFields, ...problemFields.shape });

/** The problem of an experiment, checked and frozen. */
export interface ResolvedProblem {
  readonly settings: Readonly<z.output<typeof problemFields>>;
  /** A mistake that was found later, with the origin of its place. */
  problem(mistake: LaterMistake): Problem;
}

/**
 * Composes an experiment as `composeExperiment` does, and looks at its problem alone: networks, losses and metrics need not be
 * there, and their plugins need not be known. Throws `ConfigurationError` with all mistakes of the problem.
 */
export function composeProblem(request: ComposeRequest): ResolvedProblem {
  const files = createSourceFiles(request.folder, request.searchPath);
  const mistakes = createMistakes(files.lineOf);
  const written = composeTree(request, files, mistakes);
  const root = { path: [], owner: 'experiment', label: 'an experiment', beside: [] };
  const { registry } = request;
  const { tree, settings } = resolveBy(problemSchema, { written, root, registry, mistakes });
  return {
    settings,
    problem: (mistake) =>
      finishProblem({ ...mistake, code: 'value', origin: originOf(tree, mistake.path) }, files.lineOf),
  };
}
