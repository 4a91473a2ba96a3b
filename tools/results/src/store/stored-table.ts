import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseJson, readText, writeJson, writeWhole } from '@highorder/files';
import { compareMethods, type MethodComparison, type Outcome } from '@highorder/statistics';
import { z } from 'zod';
import { formatCsv, parseCsv } from './csv.ts';

/** A value of one run, as it is kept. */
export interface StoredRow extends Outcome {
  /** Evaluations of the networks for one sample. */
  readonly evaluations: number;
  readonly floorDeviation: number;
  readonly higherIsBetter: boolean;
}

const range = z.object({ least: z.number(), most: z.number() });
const words = z.array(z.string());

/** What a page prints of a table besides its values. */
const factsSchema = z.strictObject({
  format: z.literal(1),
  name: z.string(),
  baseline: z.string(),
  /** The least difference that matters. */
  relevant: z.string(),
  /** Jobs that the sweep asks for, and the names of its problems. */
  asked: z.strictObject({ jobs: z.int(), problems: words }),
  /** Jobs that are done. */
  runs: z.int(),
  failed: z.array(
    z.strictObject({ problem: z.string(), method: z.string(), seed: z.int(), message: z.string() }),
  ),
  machines: words,
  engines: words,
  commits: words,
  /** The first and the last day of the runs. */
  days: z.strictObject({ first: z.string(), last: z.string() }),
  /** Seconds of training, of all runs together. */
  seconds: z.number(),
  parameters: range,
  /** Updates of each method, the least and the most over problems. */
  updates: z.record(z.string(), range),
  /** Updates a second of each method on the first problem: the median over its runs. */
  paces: z.record(z.string(), z.number()),
  /** FLOPs of training of each run; null where the sweep sets none. */
  flops: z.number().nullable(),
  /** What each method costs, counted from the graphs; null where the page shows none. */
  costs: z.strictObject({ columns: words, rows: z.array(words) }).nullable(),
});

export type StoredFacts = Readonly<z.output<typeof factsSchema>>;

/** A published table: what its page is made of, without any run. */
export interface StoredTable {
  readonly facts: StoredFacts;
  readonly rows: readonly StoredRow[];
}

/** Digits that are kept of a value: float32 networks have fewer. */
const DIGITS = 9;

const columns = [
  'problem',
  'method',
  'seed',
  'metric',
  'steps',
  'evaluations',
  'value',
  'floor',
  'floorDeviation',
  'draws',
  'samples',
  'higherIsBetter',
] as const satisfies readonly (keyof StoredRow)[];

/** Writes `name.csv`, a row a line, and `name.json` into a folder. */
export function writeStored(folder: string, { facts, rows }: StoredTable): void {
  const cells = rows.map((row) => columns.map((column) => cellOf(row[column])));
  writeWhole(join(folder, `${facts.name}.csv`), formatCsv([[...columns], ...cells]));
  writeJson(join(folder, `${facts.name}.json`), facts);
}

/** Reads what `writeStored` wrote. Throws where a file is absent or holds anything else. */
export function readStored(folder: string, name: string): StoredTable {
  const file = join(folder, `${name}.json`);
  const facts = factsSchema.parse(parseJson(readText(file), file));
  return { facts, rows: parseCsv(readText(join(folder, `${name}.csv`))).map(rowOf) };
}

/** The names of the tables in a folder. */
export function storedNames(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .map((file) => file.replace('.json', ''));
}

/** The comparison of a table's methods; of some rows alone where they are given. */
export function judge({ facts: { baseline, relevant }, rows }: StoredTable): MethodComparison {
  return compareMethods(rows, { baseline, relevant });
}

function cellOf(value: string | number | boolean | undefined): string {
  return typeof value === 'number' ? String(Number(value.toPrecision(DIGITS))) : String(value ?? '');
}

/** A row by the names of its columns; draws, samples and direction may be absent. */
export function rowOf(cells: ReadonlyMap<string, string>): StoredRow {
  const text = (name: string): string => {
    const cell = cells.get(name);
    if (cell === undefined) throw new Error(`There is no column "${name}".`);
    return cell;
  };
  const number = (name: string) => (text(name) === '' ? Number.NaN : Number(text(name)));
  const optional = (name: string) => {
    const cell = cells.get(name) ?? '';
    return cell === '' ? undefined : Number(cell);
  };
  return {
    ...{ problem: text('problem'), method: text('method'), seed: number('seed') },
    ...{ metric: text('metric'), steps: number('steps'), evaluations: number('evaluations') },
    ...{ value: number('value'), floor: number('floor'), floorDeviation: number('floorDeviation') },
    ...{ draws: optional('draws'), samples: optional('samples') },
    higherIsBetter: cells.get('higherIsBetter') === 'true',
  };
}
