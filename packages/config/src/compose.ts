import { applyOverride } from './apply-override.ts';
import { defaultListOf } from './default-list.ts';
import { withDefaultName } from './experiment-name.ts';
import type { ExperimentSettings } from './experiment-schema.ts';
import { freeze } from './freeze.ts';
import { loadLayers } from './load.ts';
import {
  emptyMap,
  type Leaf,
  type LocatedMap,
  leavesOf,
  type LocatedNode,
  nodeAt,
  plainOf,
  withEntry,
} from './located.ts';
import { mergeMaps } from './merge.ts';
import { createMistakes, type Mistakes } from './mistakes.ts';
import type { Origin } from './origin.ts';
import { originOf } from './origin-of.ts';
import { parseOverride } from './override.ts';
import { finishProblem, type Problem, type ProblemDraft } from './problem.ts';
import type { Registry } from './registry.ts';
import { refuseSweep } from './refuse-sweep.ts';
import { resolveTree } from './resolve.ts';
import { createSourceFiles, type SourceFiles } from './source-files.ts';
import { writeYaml } from './write-yaml.ts';

/** What an experiment is composed of. */
export interface ComposeRequest {
  /** Names such as `problems/circle`, or paths of YAML files, merged left to right. */
  readonly sources: readonly string[];
  /** Changes in Hydra's grammar, such as `seed=3`, applied in this order after the sources. */
  readonly overrides: readonly string[];
  /** Folders in which names are looked up, from `folder`. */
  readonly searchPath: readonly string[];
  /** The folder of the command: paths are relative to it, and shown so. */
  readonly folder: string;
  readonly registry: Registry;
}

/** A checked experiment whose every value knows its origin. Frozen. */
export interface ResolvedExperiment {
  readonly name: string;
  /** What the schema makes of the values, with a resolved component wherever one is named. */
  readonly settings: ExperimentSettings;
  /** The experiment as one could write it in full: plain data, defaults included. */
  readonly values: unknown;
  /** All values without parts, each with its path and origin. */
  leaves(): readonly Leaf[];
  /** The values as a configuration file, which composes to an equal experiment. */
  yaml(): string;
  /** The same experiment with another seed, without composing it again. */
  withSeed(seed: number): ResolvedExperiment;
  /** A mistake that was found later, such as two parts that do not fit, with the origin of its place. */
  problem(mistake: LaterMistake): Problem;
}

/** What is wrong at a place of a resolved experiment. */
export interface LaterMistake
  extends Pick<ProblemDraft, 'message' | 'found' | 'expected' | 'known' | 'name' | 'fix'> {
  /** Such as `losses.1.order`. Where nothing stands there, the nearest part around it is shown. */
  readonly path: string;
}

/**
 * Composes an experiment: reads the sources and what they extend, merges them, applies the overrides, fills in the
 * defaults, finds the plugins and checks every option.
 *
 * Throws `ConfigurationError` with all mistakes of the whole composition.
 */
export function composeExperiment(request: ComposeRequest): ResolvedExperiment {
  const files = createSourceFiles(request.folder, request.searchPath);
  const mistakes = createMistakes(files.lineOf);
  const changed = composeTree(request, files, mistakes);
  const written = changed.type === 'map' ? withDefaultName(changed, request.sources) : changed;
  const { tree, settings } = resolveTree(written, request.registry, mistakes);
  return resolvedExperiment(tree, settings, files);
}

/** Composes an experiment again from the resolved configuration in a run's folder. */
export function recomposeExperiment(
  file: string,
  request: Pick<ComposeRequest, 'folder' | 'registry'>,
): ResolvedExperiment {
  return composeExperiment({ ...request, sources: [file], overrides: [], searchPath: [] });
}

/** The sources merged and the overrides applied, before any schema looks at it. */
export function composeTree(request: ComposeRequest, files: SourceFiles, mistakes: Mistakes): LocatedNode {
  const merged = mergeSources(request, files, mistakes);
  refuseSweep(merged, request.sources, files.lineOf);
  return applyOverrides(merged, request.overrides, mistakes);
}

function mergeSources(request: ComposeRequest, files: SourceFiles, mistakes: Mistakes): LocatedMap {
  const start: Origin = { type: 'command-line', argument: request.sources.join(' '), column: 1 };
  if (request.sources.length === 0) reportNoSource(start, mistakes);
  const layers = loadLayers(request.sources, request.folder, files, mistakes);
  return layers.reduce(mergeMaps, emptyMap(start));
}

function reportNoSource(origin: Origin, mistakes: Mistakes): void {
  mistakes.lack();
  const message = 'no configuration is named.';
  const fix = 'Name one, such as experiments/quickstart, or a problem and a method.';
  mistakes.report({ code: 'source', path: '', origin, message, fix });
}

function applyOverrides(tree: LocatedNode, overrides: readonly string[], mistakes: Mistakes): LocatedNode {
  return overrides.reduce<LocatedNode>((current, argument) => {
    const { override, problems = [] } = parseOverride(argument);
    problems.forEach(mistakes.report);
    if (override === undefined) return current;
    const applied = applyOverride(current, override, defaultListOf);
    if ('tree' in applied) return applied.tree;
    mistakes.report(applied.problem);
    return current;
  }, tree);
}

/** The experiment of a completed and checked tree. */
export function resolvedExperiment(
  tree: LocatedNode,
  settings: ExperimentSettings,
  files: SourceFiles,
): ResolvedExperiment {
  const values = freeze(plainOf(tree));
  return Object.freeze({
    name: settings.name,
    settings,
    values,
    leaves: () => leavesOf(tree),
    yaml: () => writeYaml(values),
    withSeed: (seed) => {
      const { origin } = nodeAt(tree, ['seed']) ?? tree;
      const node: LocatedNode = { type: 'scalar', value: seed, origin };
      const changed = tree.type === 'map' ? withEntry(tree, 'seed', { key: origin, node }) : tree;
      return resolvedExperiment(changed, Object.freeze({ ...settings, seed }), files);
    },
    problem: (mistake) =>
      finishProblem({ ...mistake, code: 'value', origin: originOf(tree, mistake.path) }, files.lineOf),
  } satisfies ResolvedExperiment);
}
