import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a command left, as hashes: equal where every bit of it is equal. */
export interface Hashes {
  /** Of all arrays of the last checkpoint; absent for a sweep. */
  readonly state?: string | undefined;
  /** Of all values that were measured. */
  readonly values: string;
}

/** Reads what `highorder train` wrote below a folder. */
export function hashRun(runs: string): Hashes {
  const files = filesBelow(runs);
  const [state] = files
    .filter((file) => file.endsWith('state.safetensors'))
    .sort(byStep)
    .reverse();
  const evaluation = files.find((file) => file.endsWith('evaluation.json'));
  if (state === undefined || evaluation === undefined)
    throw new Error(`There is no evaluated run below ${runs}.`);
  return { state: hashArrays(readFileSync(state)), values: hashNumbers(evaluation) };
}

/** Reads what `highorder sweep` wrote below a folder. */
export function hashSweep(runs: string): Hashes {
  const results = filesBelow(runs).find((file) => file.endsWith('results.json'));
  if (results === undefined) throw new Error(`There are no results of a sweep below ${runs}.`);
  return { values: hashNumbers(results) };
}

/** The bytes of the arrays alone, in the order of their names: what else a header says may change. */
export function hashArrays(file: Uint8Array): string {
  const length = Number(new DataView(file.buffer, file.byteOffset).getBigUint64(0, true));
  const header: unknown = JSON.parse(new TextDecoder().decode(file.subarray(8, 8 + length)));
  const data = file.subarray(8 + length);
  const hash = createHash('sha256');
  for (const [name, entry] of Object.entries(header ?? {}).sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (!isArrayEntry(entry)) continue;
    const [from, to] = entry.data_offsets;
    hash.update(`${name}\n`).update(data.subarray(from, to));
  }
  return hash.digest('hex');
}

function isArrayEntry(entry: unknown): entry is { readonly data_offsets: readonly [number, number] } {
  return typeof entry === 'object' && entry !== null && 'data_offsets' in entry;
}

function hashNumbers(path: string): string {
  const document: unknown = JSON.parse(readFileSync(path, 'utf8'));
  const rows = measuredIn(document).map((row) => JSON.stringify(row));
  return createHash('sha256').update(rows.sort().join('\n')).digest('hex');
}

/** What a measured value is of. */
const parts = ['problem', 'method', 'seed', 'metric', 'steps', 'value', 'floor'] as const;

/** Every value that is measured, wherever in the document it stands and whatever stands around it; what a clock told is left out. */
export function measuredIn(document: unknown): readonly Readonly<Record<string, unknown>>[] {
  if (typeof document !== 'object' || document === null) return [];
  const entries = new Map<string, unknown>(Object.entries(document));
  if (!['metric', 'steps', 'value'].every((name) => entries.has(name))) {
    return [...entries.values()].flatMap(measuredIn);
  }
  return [Object.fromEntries(parts.map((name) => [name, entries.get(name)]))];
}

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

function byStep(one: string, other: string): number {
  const stepOf = (file: string) => Number(/(\d+)\/state\.safetensors$/.exec(file)?.[1] ?? 0);
  return stepOf(one) - stepOf(other);
}
