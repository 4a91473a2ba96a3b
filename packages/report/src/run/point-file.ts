import { InputError, type Points, points } from '@highorder/core';
import { readOptional } from './files.ts';
import { parseNumberTable } from './number-table.ts';

/** Reads a CSV of points, a point a line, or undefined if there is no such file. */
export async function readPoints(path: string, dimension: number): Promise<Points | undefined> {
  const text = await readOptional(path);
  if (text === undefined) return undefined;
  const { header, rows } = parseNumberTable(text, path);
  if (header.length !== dimension) {
    throw new InputError({
      where: `${path}:1`,
      message: `The header names ${header.length} coordinates: ${header.join(', ')}.`,
      expected: `${dimension}, the dimension in manifest.json.`,
    });
  }
  return points(dimension, Float64Array.from(rows.flat()));
}
