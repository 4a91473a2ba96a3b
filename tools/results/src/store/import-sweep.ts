import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { parseCsv } from './csv.ts';
import { readRunFacts } from './run-facts.ts';
import { rowOf, type StoredRow, type StoredTable } from './stored-table.ts';

/** The margin of published tables whose sweep states none. */
export const usualMargin = '5%';

const jobsSchema = z.array(
  z.object({
    job: z.string(),
    problem: z.string(),
    method: z.string(),
    seed: z.int(),
    state: z.string(),
    message: z.string().optional(),
  }),
);

const resultSchema = z.object({
  rows: z.array(
    z.object({
      metric: z.string(),
      steps: z.int(),
      samples: z.number(),
      draws: z.number().optional(),
      higherIsBetter: z.boolean().optional(),
    }),
  ),
});

/**
 * A table from the folders that a sweep left: `runs/sweeps/<name>` and the jobs that it names, of this version or an earlier one. What
 * an earlier `results.csv` does not hold (samples, draws, direction) is read from the jobs. Throws where the sweep has no results, and where
 * no job tells the direction of a metric.
 */
export function importSweep(runs: string, name: string): StoredTable {
  const folder = join(runs, 'sweeps', name);
  const read = (file: string) => readFileSync(join(folder, file), 'utf8');
  const jobs = jobsSchema.parse(JSON.parse(read('jobs.json')));
  const sweep = read('sweep.yaml');
  const rows = completeRows(parseCsv(read('results.csv')), join(runs, 'jobs'));
  const facts = readRunFacts(
    jobs.map(({ job, problem, method }) => ({ problem, method, folder: join(runs, 'jobs', job) })),
  );
  return {
    rows,
    facts: {
      ...{ format: 1, name, ...facts },
      baseline: fieldOf(sweep, 'baseline') ?? rows[0]?.method ?? '',
      relevant: fieldOf(sweep, 'relevant') ?? usualMargin,
      asked: { jobs: jobs.length, problems: [...new Set(jobs.map(({ problem }) => problem))] },
      failed: jobs.flatMap(({ problem, method, seed, state, message = '' }) =>
        state === 'failed' ? [{ problem, method, seed, message: message.split('\n')[0] ?? '' }] : [],
      ),
      flops: flopsOf(sweep),
      costs: null,
    },
  };
}

/** The value of a plain field of a `sweep.yaml`; undefined where it is null or a map. */
function fieldOf(yaml: string, field: string): string | undefined {
  const found = new RegExp(`^${field}: (.+)$`, 'm').exec(yaml)?.[1]?.replaceAll(/^["']|["']$/g, '');
  return found === 'null' ? undefined : found;
}

/** The FLOPs of its budget, from a sweep's own `sweep.yaml`; null where it sets none. */
export function flopsOf(yaml: string): number | null {
  const found = /^ {2}flops: (\S+)$/m.exec(yaml)?.[1];
  return found === undefined ? null : Number(found);
}

/** What the rows of one metric share. */
type Shared = Pick<StoredRow, 'samples' | 'draws' | 'higherIsBetter'>;

function completeRows(lines: readonly ReadonlyMap<string, string>[], store: string): readonly StoredRow[] {
  if (lines[0]?.has('higherIsBetter') === true) return lines.map(rowOf);
  const read = lines.map((cells) => ({ row: rowOf(cells), job: cells.get('job') ?? '' }));
  const keyOf = ({ problem, metric }: StoredRow) => JSON.stringify([problem, metric]);
  const known = new Map<string, Shared>();
  for (const { row, job } of read) {
    const shared = known.has(keyOf(row)) ? undefined : sharedOf(join(store, job), row.metric);
    if (shared !== undefined) known.set(keyOf(row), shared);
  }
  return read.map(({ row }) => {
    const shared = known.get(keyOf(row));
    if (shared !== undefined) return { ...row, ...shared };
    throw new Error(`${row.problem}, ${row.metric}: no job of this sweep tells the direction of the metric.`);
  });
}

function sharedOf(folder: string, metric: string): Shared | undefined {
  const file = join(folder, 'result.json');
  if (!existsSync(file)) return undefined;
  const { rows } = resultSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  const row = rows.find((one) => one.metric === metric);
  if (row === undefined) return undefined;
  const configured = /^ {2}draws: (\d+)$/m.exec(readFileSync(join(folder, 'config.yaml'), 'utf8'))?.[1];
  const draws = row.draws ?? (configured === undefined ? undefined : Number(configured));
  return { samples: row.samples, draws, higherIsBetter: row.higherIsBetter ?? false };
}
