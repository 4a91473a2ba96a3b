import { InputError } from '@highorder/core';

/** A CSV of numbers: a header and rows of the same length. */
export interface NumberTable {
  readonly header: readonly string[];
  readonly rows: readonly (readonly number[])[];
}

/** Parses a CSV of numbers; `NaN` and `Infinity` are numbers too. `path` names the file in errors. */
export function parseNumberTable(text: string, path: string): NumberTable {
  const [first = '', ...lines] = text.split(/\r?\n/);
  const header = first.split(',').map((name) => name.trim());
  const rows = lines.flatMap((line, index) =>
    line.trim() === '' ? [] : [parseRow(line, header.length, `${path}:${index + 2}`)],
  );
  return { header, rows };
}

function parseRow(line: string, length: number, where: string): readonly number[] {
  const cells = line.split(',').map((cell) => cell.trim());
  if (cells.length !== length) {
    throw new InputError({
      where,
      message: `The line has ${cells.length} values.`,
      expected: `${length}, as many as the header names.`,
    });
  }
  return cells.map((cell, column) => parseCell(cell, `${where}, value ${column + 1}`));
}

function parseCell(cell: string, where: string): number {
  const value = Number(cell);
  if (cell !== '' && (cell === 'NaN' || !Number.isNaN(value))) return value;
  throw new InputError({ where, message: `"${cell}" is not a number.`, expected: 'a number.' });
}
