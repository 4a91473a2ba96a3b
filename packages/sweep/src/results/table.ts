import type { SweepComparison } from './compare.ts';

/** A comparison as plain text, a block for each problem; the same bytes for the same comparison. */
export function sweepTable(comparison: SweepComparison | undefined): string {
  if (comparison === undefined) return 'No results yet.';
  const problems = [...new Set(comparison.cells.map(({ problem }) => problem))];
  return problems.map((problem) => problemTable(comparison, problem)).join('\n\n');
}

const head = [
  'metric',
  'steps',
  'method',
  'mean',
  'interval',
  'floor',
  'difference',
  'p',
  'verdict',
] as const;

function problemTable({ cells, options }: SweepComparison, problem: string): string {
  const rows = cells
    .filter((cell) => cell.problem === problem)
    .flatMap(({ metric, steps, methods }) =>
      methods.map(({ method, mean, interval, floor, contrast, notCompared }, index) => [
        index === 0 ? metric : '',
        index === 0 ? String(steps) : '',
        method,
        shown(mean),
        interval === undefined ? '' : `${shown(interval.low)} … ${shown(interval.high)}`,
        shown(floor?.mean),
        shown(contrast?.difference),
        contrast === undefined ? '' : contrast.adjusted.toPrecision(2),
        contrast?.verdict ?? notCompared ?? (method === options.baseline ? 'baseline' : ''),
      ]),
    );
  return `${problem}\n\n${align([head, ...rows])}`;
}

function shown(value: number | undefined): string {
  return value === undefined || !Number.isFinite(value) ? '' : value.toPrecision(4);
}

function align(rows: readonly (readonly string[])[]): string {
  const widths = head.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
