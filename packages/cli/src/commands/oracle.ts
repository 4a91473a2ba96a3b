import { readFileSync } from 'node:fs';
import { InputError } from '@highorder/core';
import { lacksExactFlow, mixturePathOf } from '@highorder/oracle';
import { openWords } from '../compose.ts';
import { fieldsOf } from '../oracle/fields.ts';
import type { FieldPoint } from '../oracle/point.ts';
import { readPoints, takePoints } from '../oracle/points.ts';
import { fieldsText, fieldsToCsv } from '../oracle/tables.ts';
import { type JsonOption, print } from '../output/print.ts';
import { usageError } from '../usage-error.ts';

interface OracleOptions extends JsonOption {
  /** A file, or `--` where points stand among the words. */
  readonly points?: string;
  readonly orders: number;
  readonly endpoint?: true;
  readonly csv?: true;
}

export default async function oracle(given: readonly string[], options: OracleOptions): Promise<void> {
  const { words, points: written } = takePoints(given);
  const points = [...written, ...readFile(options.points)];
  if (points.length === 0) {
    throw usageError('no point is given. Write --points FILE, or points such as 0.5,2.44,2.27 after --.');
  }
  if (words.length === 0) throw usageError('no configuration is named, such as problems/eight-modes.');
  const problem = await openWords(words);
  const reason = lacksExactFlow(problem);
  if (reason !== undefined) {
    throw new InputError({ message: reason, expected: 'Gaussian mixtures on both sides' });
  }
  points.forEach((point) => requireDimension(point, problem.target.dimension));
  const path = mixturePathOf(problem);
  const fields = fieldsOf({ path, points, orders: options.orders, endpoint: options.endpoint === true });
  const text = options.csv === true ? fieldsToCsv(fields) : fieldsText(fields);
  print(options, { document: { points: fields }, text });
}

function readFile(file: string | undefined): readonly FieldPoint[] {
  if (file === undefined || file === '--') return [];
  try {
    return readPoints(readFileSync(file, 'utf8'), file);
  } catch (cause) {
    if (cause instanceof InputError) throw cause;
    throw new InputError({ where: file, message: 'The file of points cannot be read.', cause });
  }
}

function requireDimension({ t, x }: FieldPoint, dimension: number): void {
  if (x.length === dimension) return;
  throw new InputError({
    message: `The point ${[t, ...x].join(',')} has ${x.length} coordinates beside t; the problem has ${dimension}.`,
  });
}
