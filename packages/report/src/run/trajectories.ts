import { InputError } from '@highorder/core';
import { readOptional } from './files.ts';
import { parseNumberTable } from './number-table.ts';

/** One point of a path. */
export interface Moment {
  readonly t: number;
  /** Coordinates in the data's own units. */
  readonly at: readonly number[];
}

/** The path of one source point under the flow, t increasing. */
export interface Trajectory {
  readonly path: number;
  readonly moments: readonly Moment[];
}

/** Reads `trajectories.csv`, none if there is no such file. */
export async function readTrajectories(path: string, dimension: number): Promise<readonly Trajectory[]> {
  const text = await readOptional(path);
  if (text === undefined) return [];
  const { header, rows } = parseNumberTable(text, path);
  checkHeader(header, path, dimension);
  const moments = new Map<number, Moment[]>();
  for (const [name = 0, t = 0, ...at] of rows) {
    const known = moments.get(name);
    if (known) known.push({ t, at });
    else moments.set(name, [{ t, at }]);
  }
  return [...moments].map(([name, ofPath]) => ({ path: name, moments: ofPath }));
}

function checkHeader(header: readonly string[], path: string, dimension: number): void {
  if (header[0] === 'path' && header[1] === 't' && header.length === dimension + 2) return;
  throw new InputError({
    where: `${path}:1`,
    message: `The header is "${header.join(',')}".`,
    expected: `path, t and ${dimension} coordinates, the dimension in manifest.json.`,
  });
}
