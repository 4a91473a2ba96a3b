import {
  type ComparedCell,
  type ComparedMethod,
  type MethodComparison,
  verdicts,
} from '@highorder/statistics';
import { marks, marksOf } from '../marks.ts';

/** Which values a table is of. */
export interface TableChoice {
  readonly metric: string;
  readonly steps: number;
}

/**
 * One metric at one number of steps: a line for each problem, a column for each method, the baseline first. A cell is the mean, half
 * the width of its interval, and the mark of its verdict.
 */
export function summaryTable(comparison: MethodComparison, choice: TableChoice): string {
  const cells = cellsOf(comparison, choice);
  const methods = [...new Set(cells.flatMap((cell) => cell.methods.map(({ method }) => method)))];
  const head = ['problem', 'floor', ...methods];
  const rule = head.map((_, index) => (index === 0 ? '---' : '---:'));
  const rows = cells.map((cell) => {
    const floor = cell.methods.find((method) => method.floor !== undefined)?.floor;
    const columns = methods.map((name) => cell.methods.find(({ method }) => method === name));
    return [cell.problem, floor === undefined ? '' : short(floor.mean), ...columns.map(cellText)];
  });
  return [head, rule, ...rows].map((line) => `| ${line.join(' | ')} |`).join('\n');
}

/** On how many problems each method has which verdict: a line for each number of steps. */
export function tallyTable(comparison: MethodComparison, metric: string): string {
  const steps = [...new Set(comparison.cells.map((cell) => cell.steps))].sort((a, b) => a - b);
  const methods = [
    ...new Set(comparison.cells.flatMap((cell) => cell.methods.map(({ method }) => method))),
  ].filter((method) => method !== comparison.options.baseline);
  const rows = steps.map((count) => {
    const cells = cellsOf(comparison, { metric, steps: count });
    return [String(count), ...methods.map((method) => tallyText(cells, method))];
  });
  const head = ['steps', ...methods];
  return [head, head.map(() => '---:'), ...rows].map((line) => `| ${line.join(' | ')} |`).join('\n');
}

function cellsOf({ cells }: MethodComparison, { metric, steps }: TableChoice): readonly ComparedCell[] {
  return cells.filter((cell) => cell.metric === metric && cell.steps === steps);
}

function cellText(method: ComparedMethod | undefined): string {
  if (method?.mean === undefined) return '';
  const { mean, interval } = method;
  const half = interval === undefined ? '' : ` ± ${short((interval.high - interval.low) / 2)}`;
  return [`${short(mean)}${half}`, ...marksOf(method)].join(' ');
}

function tallyText(cells: readonly ComparedCell[], name: string): string {
  const found = cells.flatMap(
    ({ methods }) => methods.find(({ method }) => method === name)?.contrast?.verdict ?? [],
  );
  return verdicts
    .map((verdict) => `${found.filter((each) => each === verdict).length} ${marks[verdict]}`)
    .join(' ');
}

/** Three digits that count. */
function short(value: number): string {
  return String(Number(value.toPrecision(Math.abs(value) >= 100 ? 4 : 3)));
}
