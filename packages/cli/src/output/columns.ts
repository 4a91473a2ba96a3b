import { oneLine } from '@highorder/core';

/** Rows as aligned text: every column but the last is as wide as its widest cell, two spaces apart. A cell is one line. */
export function columns(given: readonly (readonly string[])[], indent = ''): string {
  const rows = given.map((row) => row.map(oneLine));
  const count = Math.max(0, ...rows.map((row) => row.length));
  const widths = Array.from({ length: count }, (_, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  return rows
    .map(
      (row) =>
        indent +
        row
          .map((cell, column) => cell.padEnd(widths[column] ?? 0))
          .join('  ')
          .trimEnd(),
    )
    .join('\n');
}
