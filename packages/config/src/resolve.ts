import { attachComponents } from './attach-components.ts';
import { complete } from './complete.ts';
import { type ExperimentSettings, experimentSchema } from './experiment-schema.ts';
import { freeze } from './freeze.ts';
import { reportIssues } from './issues.ts';
import { type LocatedNode, plainOf } from './located.ts';
import type { Mistakes } from './mistakes.ts';
import type { Registry } from './registry.ts';
import { completeSlot } from './resolve-slot.ts';
import { createWalk, type Place } from './walk.ts';

/** A tree with all defaults, and the settings that it stands for. */
export interface Resolved {
  readonly tree: LocatedNode;
  readonly settings: ExperimentSettings;
}

const root: Place = { path: [], owner: 'experiment', label: 'an experiment', beside: [] };

/** Completes a tree by the schema of experiments and checks it. Throws `ConfigurationError` with all mistakes. */
export function resolveTree(written: LocatedNode, registry: Registry, mistakes: Mistakes): Resolved {
  const walk = createWalk({ registry, mistakes, completeSlot });
  const tree = complete(walk, experimentSchema, written, root);
  const parsed = experimentSchema.safeParse(plainOf(tree));
  if (!parsed.success) reportIssues(walk, parsed.error.issues, tree, []);
  const attached = parsed.success ? attachComponents(walk, parsed.data, [], 'experiment') : undefined;
  mistakes.throwIfAny();
  // Attaching has put the promised components in place of the references of the bare parse.
  return { tree, settings: freeze(attached as ExperimentSettings) };
}
