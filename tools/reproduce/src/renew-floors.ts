import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { composeExperiment } from '@highorder/config';
import { beginsAtSource, type EvaluationRow, InputError, pathStart } from '@highorder/core';
import { writeWhole } from '@highorder/files';
import { createModel, evaluateFlow, memoryFolder, memoryInFolder } from '@highorder/lab';
import { assemble, type Experiment, type PluginRegistry } from '@highorder/runtime';
import { host, workspace } from './prepare-table.ts';

/** The metric of the tables whose floor follows the exact flow. */
const METRIC = 'w2-stratified';

type Floor = Pick<EvaluationRow, 'floor' | 'floorDeviation' | 'draws'>;

/** What is renewed, and who is told of it. */
export interface RenewRequest {
  /** A folder with `jobs` and `sweeps`. */
  readonly runs: string;
  readonly registry: PluginRegistry;
  readonly say: (text: string) => void;
}

/**
 * Computes the floors of stored results anew, where a path does not begin at its source: they depend on the experiment and its seed, and
 * on nothing that was trained. Values stay. Writes `result.json` and `evaluation.json` of the jobs, and `results.csv` of the sweeps;
 * resolves with the number of jobs whose floor it wrote.
 */
export async function renewFloors({ runs, registry, say }: RenewRequest): Promise<number> {
  const floors = new Map<string, Floor>();
  const folders = namesIn(join(runs, 'jobs')).map((job) => ({ job, folder: join(runs, 'jobs', job) }));
  for (const { job, folder } of folders) {
    if (!existsSync(join(folder, 'result.json'))) continue;
    const floor = await floorOf(join(folder, 'config.yaml'), registry);
    if (floor === undefined) continue;
    floors.set(job, floor);
    for (const name of ['result.json', 'evaluation.json']) renewRows(join(folder, name), floor);
    say(
      `${floors.size}: ${job}, floor ${floor.floor.toPrecision(3)} ± ${floor.floorDeviation.toPrecision(2)}`,
    );
  }
  for (const sweep of namesIn(join(runs, 'sweeps')))
    renewTable(join(runs, 'sweeps', sweep, 'results.csv'), floors);
  return floors.size;
}

function namesIn(folder: string): readonly string[] {
  return existsSync(folder) ? readdirSync(folder) : [];
}

/** The floor of the experiment of a file; undefined where its path begins at the source, or it does not measure the metric. */
async function floorOf(config: string, registry: PluginRegistry): Promise<Floor | undefined> {
  const asked = open(config, [], registry);
  const metric = asked.resolved.settings.evaluation.metrics.find(({ name }) => name === METRIC);
  if (metric === undefined || beginsAtSource(pathStart(asked.interpolant))) return undefined;
  const { points } = Object(metric.options);
  const changes = [
    'evaluation.steps=[1]',
    `evaluation.metrics=[{use: ${METRIC}, points: ${Number(points)}}]`,
  ];
  const experiment = open(config, ['engine={use: eager, backend: cpu}', ...changes], registry);
  await experiment.engine.open();
  const parameters = experiment.engine.upload(new Float32Array(1), [1]);
  const folder = memoryFolder();
  const { evaluation } = await evaluateFlow({
    model: createModel(experiment),
    // Of the values nothing is kept: any points will do for samples.
    sampler: ({ sources }) => Promise.resolve(sources),
    parameters,
    memory: folder === undefined ? undefined : memoryInFolder(folder),
  });
  parameters.dispose();
  return evaluation.rows[0];
}

function open(config: string, overrides: readonly string[], registry: PluginRegistry): Experiment {
  const request = { sources: [config], overrides, folder: workspace, searchPath: [], registry };
  return assemble(composeExperiment(request), host);
}

function renewRows(file: string, { floor, floorDeviation, draws }: Floor): void {
  if (!existsSync(file)) return;
  const content: { rows: readonly EvaluationRow[] } = JSON.parse(readFileSync(file, 'utf8'));
  const rows = content.rows.map((row) =>
    row.metric === METRIC
      ? { ...row, floor, floorDeviation, ...(draws === undefined ? {} : { draws }) }
      : row,
  );
  writeWhole(file, `${JSON.stringify({ ...content, rows }, undefined, 2)}\n`);
}

/** The cells of a results.csv that are looked up or written. */
const columns = ['metric', 'floor', 'floorDeviation', 'job'] as const;

function renewTable(file: string, floors: ReadonlyMap<string, Floor>): void {
  if (!existsSync(file)) return;
  const [head = '', ...lines] = readFileSync(file, 'utf8').split('\n');
  const names = head.split(',');
  const [metric = -1, floorAt = -1, deviationAt = -1, job = -1] = columns.map((name) => names.indexOf(name));
  const renewed = lines.map((line, index) => {
    const cells = line.split(',');
    if (line !== '' && cells.length !== names.length) {
      throw new InputError({
        where: `${file}:${index + 2}`,
        message: `${cells.length} cells, not ${names.length}.`,
      });
    }
    const floor = floors.get(cells[job] ?? '');
    if (floor === undefined || cells[metric] !== METRIC) return line;
    return cells.with(floorAt, String(floor.floor)).with(deviationAt, String(floor.floorDeviation)).join(',');
  });
  writeWhole(file, [head, ...renewed].join('\n'));
}
