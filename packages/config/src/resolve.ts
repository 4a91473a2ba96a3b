import type { z } from 'zod';
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
  const { tree, settings } = resolveBy(experimentSchema, { written, root, registry, mistakes });
  // Attaching has put the promised components in place of the references of the bare parse.
  return { tree, settings: settings as ExperimentSettings };
}

/** What is completed and checked. */
export interface ResolveRequest {
  readonly written: LocatedNode;
  /** What messages call the whole. */
  readonly root: Place;
  readonly registry: Registry;
  readonly mistakes: Mistakes;
}

/** Completes a tree by any schema and checks it. Throws `ConfigurationError` with all mistakes. */
export function resolveBy<Schema extends z.ZodType>(
  schema: Schema,
  { written, root: place, registry, mistakes }: ResolveRequest,
): { readonly tree: LocatedNode; readonly settings: z.output<Schema> } {
  const walk = createWalk({ registry, mistakes, completeSlot });
  const tree = complete(walk, schema, written, place);
  const parsed = schema.safeParse(plainOf(tree));
  if (!parsed.success) reportIssues(walk, parsed.error.issues, tree, []);
  const attached = parsed.success ? attachComponents(walk, parsed.data, [], place.owner) : undefined;
  mistakes.throwIfAny();
  return { tree, settings: freeze(attached as z.output<Schema>) };
}
