import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { GaussianMixture, Interpolant } from '@highorder/core';
import { mixturePathOf } from '@highorder/oracle';
import { hostFiles, loadPlugins, openExperiment } from '@highorder/runtime';

/** The top of the workspace. */
export const workspace = resolve(dirname(fileURLToPath(import.meta.url)), '../../..');

/** The nine published problems. */
export const problemNames = [
  'four-modes',
  'five-modes',
  'eight-modes',
  'circle',
  'irregular-ring',
  'spiral',
  'two-round-spiral',
  'three-round-spiral',
  'dot-and-ring',
] as const;

/** The paths: the two of the paper, and two more. */
export const pathNames = ['vp-ode', 'ot', 'cubic', 'trigonometric'] as const;

export type ProblemName = (typeof problemNames)[number];
export type PathName = (typeof pathNames)[number];

/** Two mixtures. */
export interface Ends {
  readonly source: GaussianMixture;
  readonly target: GaussianMixture;
}

let loading: ReturnType<typeof loadPlugins> | undefined;

/** The plugins of the workspace, loaded when a configuration is first opened. */
function plugins(): ReturnType<typeof loadPlugins> {
  loading ??= loadPlugins(workspace);
  return loading;
}

/** The mixtures of a problem of this workspace. */
export async function openProblem(problem: ProblemName): Promise<Ends> {
  const { source, target } = mixturePathOf(await open([`problems/${problem}`]));
  return { source, target };
}

/** A path of this workspace, with options in the grammar of the command line, such as `interpolant.margin=0.005`. */
export async function openPath(path: PathName, options: readonly string[] = []): Promise<Interpolant> {
  const { interpolant } = await open(['problems/four-modes', `paths/${path}`], options);
  return interpolant;
}

async function open(sources: readonly string[], overrides: readonly string[] = []) {
  return openExperiment({
    // Networks and losses do not matter to exact fields.
    sources: ['methods/flow-matching', ...sources],
    overrides,
    searchPath: [join(workspace, 'configs')],
    folder: workspace,
    registry: await plugins(),
    files: hostFiles(workspace),
  });
}
