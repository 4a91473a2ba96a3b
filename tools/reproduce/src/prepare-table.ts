import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { resolveSweep } from '@highorder/config';
import { type Host, hostFiles, loadPlugins } from '@highorder/runtime';
import {
  codeVersions,
  openPaceBook,
  type PreparedSweep,
  prepareSweep,
  type SweepPlaces,
} from '@highorder/sweep';

/** The root of the repository. */
export const workspace = fileURLToPath(new URL('../../..', import.meta.url));

/** Reads files for plugins; relative paths start at the root. */
export const host: Host = { files: hostFiles(workspace) };

/** What becomes of a table. */
export interface TableRequest {
  /** Of its file in configs/sweeps/paper. */
  readonly name: string;
  /** The folder of all runs. */
  readonly runs: string;
  /** A few updates, two seeds and the first problem alone: whether all of it works, not how good it is. */
  readonly quick: boolean;
  /** What of it is run; all where absent. */
  readonly part?: Part;
}

/** A part of a table. Runs of the rest are added later, and none is run twice. */
export interface Part {
  /** These problems. */
  readonly problems?: readonly string[] | undefined;
  /** So many seeds, the first ones. */
  readonly seeds?: number | undefined;
}

/** A table that can be run. */
export interface PreparedTable {
  readonly prepared: PreparedSweep;
  readonly places: SweepPlaces;
}

/** What makes every run so short that a whole table takes seconds. Its numbers mean nothing. */
const quickChanges: readonly string[] = [
  'seeds=[0, 1]',
  'baseline=null',
  // Tables may name values of metrics that are left out here.
  'rows=[mode-distance, w2-stratified, endpoint-error/median]',
  'budget=null',
  'training.steps=8',
  'training.batch=32',
  'training.checkpoint=8',
  'training.optimizer.learningRate={use: constant, value: 1e-3}',
  'evaluation.samples=32',
  'evaluation.draws=2',
  'steps=[1, 2]',
  'metrics=[mode-distance, {use: w2-stratified, points: 16}, {use: endpoint-error, points: 8}]',
];

/** Composes a table and names its jobs. Runs nothing. Throws `ConfigurationError` with all mistakes of its file. */
export async function prepareTable({ name, runs, quick, part = {} }: TableRequest): Promise<PreparedTable> {
  const registry = await loadPlugins(workspace);
  const sweep = resolveSweep({
    sources: [`configs/sweeps/paper/${name}.yaml`],
    overrides: quick ? quickChanges : [],
    folder: workspace,
    searchPath: [join(workspace, 'configs')],
    registry,
  });
  const places = { store: join(runs, 'jobs'), folder: join(runs, 'sweeps', sweep.name) };
  const paces = openPaceBook(join(places.folder, 'seconds-an-update.json'));
  const context = { directory: workspace, versions: codeVersions(registry), paces };
  const prepared = await prepareSweep(sweep, context);
  const first = prepared.plan?.variants[0]?.problem;
  const shown = quick && first !== undefined ? { problems: [first] } : part;
  return { prepared: restrict(prepared, shown), places };
}

/** The same sweep with these problems and its first so many seeds alone; all where absent. */
function restrict(prepared: PreparedSweep, { problems, seeds }: Part): PreparedSweep {
  const { plan } = prepared;
  if (plan === undefined) return prepared;
  const variants = plan.variants
    .filter(({ problem }) => problems?.includes(problem) ?? true)
    .map((variant) => ({ ...variant, jobs: variant.jobs.slice(0, seeds) }));
  return { ...prepared, plan: { ...plan, variants, jobs: variants.flatMap(({ jobs }) => jobs) } };
}
