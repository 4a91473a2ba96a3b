import { InputError, type Points, points, required } from '@highorder/core';
import { type CsvFormat, type CsvRow, parseRows } from './csv-rows.ts';

/** How points are taken from a file. */
export interface CsvRequest extends CsvFormat {
  /** Names of the columns to take, or their numbers, 1 the first; all where absent. */
  readonly columns?: readonly (string | number)[] | undefined;
  /** Whether the first row is a header. Where absent, it is one if none of its fields is a number. */
  readonly header?: boolean | undefined;
}

/** A column to take. */
interface Column {
  readonly position: number;
  /** For messages: `column 2` or `column 2 (y)`. */
  readonly title: string;
}

/**
 * The points of a CSV text, a row each.
 *
 * Throws `InputError` with file, line and column where a field is missing, left over or not a finite number, where a
 * column is not known, and where there is no row of numbers.
 */
export function readPoints(text: string, request: CsvRequest): Points {
  const { path } = request;
  const rows = parseRows(text, request);
  const first = rows[0];
  if (first === undefined) throw new InputError({ where: path, message: 'The file holds no rows.' });
  const named = request.header ?? !first.fields.some(isNumber);
  const body = named ? rows.slice(1) : rows;
  if (body.length === 0)
    throw new InputError({ where: path, message: 'The file holds a header, but no points.' });
  const columns = chooseColumns(first, named, request);
  const values = body.flatMap((row) => {
    requireLength(row, first.fields.length, path);
    return columns.map((column) => readField(row, column, path));
  });
  return points(columns.length, Float64Array.from(values));
}

function chooseColumns(
  { fields, line }: CsvRow,
  named: boolean,
  { path, columns }: CsvRequest,
): readonly Column[] {
  const all = fields.map((name, position) => ({
    position,
    title: named ? `column ${position + 1} (${name})` : `column ${position + 1}`,
  }));
  return (columns ?? all.map(({ position }) => position + 1)).map((wanted) => {
    const position = typeof wanted === 'number' ? wanted - 1 : named ? fields.indexOf(wanted) : -1;
    const found = all[position];
    if (found) return found;
    throw new InputError({
      where: `${path}:${line}`,
      message: `There is no column ${typeof wanted === 'number' ? wanted : `"${wanted}"`}.`,
      expected: named
        ? `one of ${fields.join(', ')}, or a number from 1 to ${fields.length}`
        : `a number from 1 to ${fields.length}, since the file has no header`,
    });
  });
}

function requireLength({ fields, line }: CsvRow, length: number, path: string): void {
  if (fields.length === length) return;
  throw new InputError({
    where: `${path}:${line}`,
    message: `The row has ${fields.length} fields.`,
    expected: `${length}, as the first row has`,
  });
}

function readField({ fields, line }: CsvRow, { position, title }: Column, path: string): number {
  const field = required(fields[position], 'Rows were found to be of equal length.');
  if (isNumber(field)) return Number(field);
  throw new InputError({
    where: `${path}:${line}, ${title}`,
    message: field === '' ? 'The field is empty.' : `"${field}" is not a finite number.`,
    expected: 'a number such as -1.5 or 2e-3',
  });
}

function isNumber(field: string): boolean {
  return field !== '' && Number.isFinite(Number(field));
}
