import { InputError, type Points, points, required } from '@highorder/core';
import { type CsvFormat, eachRow } from './csv-rows.ts';
import { faultOf, isMissing, largest, numberOf } from './number-text.ts';
import { createRowBuffer } from './row-buffer.ts';

/** How points are taken from a file. */
export interface CsvRequest extends CsvFormat {
  /** Names of the columns to take, or their numbers, 1 the first; all where absent. */
  readonly columns?: readonly (string | number)[] | undefined;
  /** Whether the first row is a header. Where absent, it is one if none of its fields is a number or stands for a missing one. */
  readonly header?: boolean | undefined;
}

/** A column to take. */
interface Column {
  readonly position: number;
  /** For messages: `column 2` or `column 2 (y)`. */
  readonly title: string;
}

/** The first row. */
interface FirstRow {
  readonly fields: readonly string[];
  readonly line: number;
  readonly isHeader: boolean;
  readonly columns: readonly Column[];
}

/**
 * The points of a CSV text, a row each.
 *
 * Throws `InputError` with file, line and column where a field is missing, left over or not a finite number, where a
 * column is not known or not the only one of its name, and where there is no row of numbers.
 */
export function readPoints(text: string, request: CsvRequest): Points {
  const { path } = request;
  let first: FirstRow | undefined;
  const buffer = createRowBuffer();
  eachRow(text, request, (fields, line) => {
    if (first === undefined) {
      const isHeader = request.header ?? fields.every((field) => !isValue(field));
      first = { fields, line, isHeader, columns: chooseColumns({ fields, line, isHeader }, request) };
      if (isHeader) return;
    }
    requireLength(fields.length, first.fields.length, path, line);
    for (const column of first.columns) buffer.push(readField(fields, column, request, line));
  });
  if (first === undefined) throw wrongFile(path, { message: 'The file holds no rows.' });
  const values = buffer.values();
  if (values.length === 0) throw noPoints(first, request);
  requireSpread(values, first.columns.length, path);
  return points(first.columns.length, values);
}

function isValue(field: string): boolean {
  return numberOf(field) !== undefined || isMissing(field);
}

/** A first row that is the only one was taken for a header: perhaps its fields are separated otherwise. */
function noPoints({ fields }: FirstRow, { path, delimiter }: CsvRequest): InputError {
  const line = fields.join(delimiter);
  const fix = 'Set header: false if the first row is a point.';
  return wrongFile(path, {
    message: `The file holds a header, ${JSON.stringify(line)}, but no points.`,
    ...(delimiterHint(line, delimiter) ?? { fix }),
  });
}

/** What to do about a text that another delimiter cuts into numbers. */
function delimiterHint(text: string, delimiter: string): { option: string; fix: string } | undefined {
  const other = [',', ';', '\t', '|', ' '].find((each) => {
    const fields = text.split(each);
    return each !== delimiter && fields.length > 1 && fields.every((field) => isValue(field.trim()));
  });
  if (other === undefined) return undefined;
  return {
    option: 'delimiter',
    fix: `Set delimiter: ${JSON.stringify(other)} if that stands between its numbers.`,
  };
}

function wrongFile(
  where: string,
  parts: {
    readonly message: string;
    readonly expected?: string;
    readonly fix?: string;
    readonly option?: string;
  },
): InputError {
  return new InputError({ where, option: 'file', ...parts });
}

function chooseColumns(row: Omit<FirstRow, 'columns'>, { path, columns }: CsvRequest): readonly Column[] {
  const { fields, line, isHeader } = row;
  const all = fields.map((name, position) => ({
    position,
    title: isHeader ? `column ${position + 1} (${name})` : `column ${position + 1}`,
  }));
  return (columns ?? all.map(({ position }) => position + 1)).map((wanted, index) => {
    const option = `columns.${index}`;
    const positions = typeof wanted === 'number' ? [wanted - 1] : isHeader ? positionsOf(fields, wanted) : [];
    if (positions.length > 1) throw ambiguous(`${path}:${line}`, option, wanted, positions);
    const found = all[positions[0] ?? -1];
    if (found) return found;
    throw new InputError({
      where: `${path}:${line}`,
      option,
      message: `There is no column ${typeof wanted === 'number' ? wanted : `"${wanted}"`}.`,
      expected: isHeader
        ? `one of ${fields.join(', ')}, or a number from 1 to ${fields.length}`
        : `a number from 1 to ${fields.length}, since the file has no header`,
    });
  });
}

function positionsOf(fields: readonly string[], name: string): readonly number[] {
  return fields.flatMap((field, position) => (field === name ? [position] : []));
}

function ambiguous(
  where: string,
  option: string,
  name: string | number,
  positions: readonly number[],
): InputError {
  const numbers = positions.map((position) => position + 1);
  return new InputError({
    where,
    option,
    message: `Columns ${numbers.join(', ')} are all called "${name}".`,
    fix: `Choose columns by their numbers, such as columns: [${numbers.join(', ')}].`,
  });
}

function requireLength(found: number, expected: number, path: string, line: number): void {
  if (found === expected) return;
  throw wrongFile(`${path}:${line}`, {
    message: `The row has ${found} ${found === 1 ? 'field' : 'fields'}.`,
    expected: `${expected}, as the first row has`,
  });
}

function readField(
  fields: readonly string[],
  { position, title }: Column,
  { path, delimiter }: CsvRequest,
  line: number,
): number {
  const field = required(fields[position], 'Rows were found to be of equal length.');
  const value = numberOf(field);
  if (value !== undefined && Math.abs(value) <= largest) return value;
  throw wrongFile(`${path}:${line}, ${title}`, {
    message: faultOf(field),
    expected: 'a number such as -1.5 or 2e-3',
    ...delimiterHint(field, delimiter),
  });
}

/** Squares of differences below this are 0 in double precision. */
const smallest = 1e-150;

/** Points that differ, but by so little that every distance is 0. */
function requireSpread(values: Float64Array, dimension: number, path: string): void {
  let spread = 0;
  for (let index = dimension; index < values.length; index++) {
    spread = Math.max(spread, Math.abs(Number(values[index]) - Number(values[index % dimension])));
  }
  if (spread === 0 || spread >= smallest) return;
  throw wrongFile(path, {
    message: `The points differ by ${spread} at most: their distances vanish in double precision.`,
    expected: `points that differ by more than ${smallest}`,
    fix: 'Change the unit of the data.',
  });
}
