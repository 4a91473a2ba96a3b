import { oneLine } from '@highorder/core';
import Table from 'cli-table3';

/** A table for a terminal. */
export interface PlainTable {
  readonly head: readonly string[];
  readonly aligned: readonly ('left' | 'right')[];
  readonly rows: readonly (readonly string[])[];
}

/** A table as plain text: no colors, one rule below the header, two spaces between columns, none at the ends of lines. */
export function plainTable({ head, aligned, rows }: PlainTable): string {
  const table = new Table({ ...plain, head: [...head], colAligns: [...aligned] });
  table.push(...rows.map((row) => row.map(oneLine)));
  return table
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n');
}

const plain = {
  style: { head: [], border: [], compact: true, 'padding-left': 0, 'padding-right': 0 },
  chars: {
    ...{ top: '', 'top-mid': '', 'top-left': '', 'top-right': '' },
    ...{ bottom: '', 'bottom-mid': '', 'bottom-left': '', 'bottom-right': '' },
    ...{ left: '', 'left-mid': '', right: '', 'right-mid': '' },
    ...{ mid: '─', 'mid-mid': '──', middle: '  ' },
  },
};
