import type { ComparedCell, ComparedMethod, Contrast, MethodComparison } from '@highorder/statistics';

/** Which values a table is of. */
export interface TableChoice {
  readonly metric: string;
  readonly steps: number;
}

/** Marks of verdicts beside the baseline. */
const marks = { better: '▲', worse: '▼', equivalent: '≈', 'not decided': '·' } as const;

/** Those of differences that are smaller than what one evaluation resolves. */
const small = { better: '△', worse: '▽' } as const;

/** The mark of a verdict; hollow where the difference is sure, and smaller than what one evaluation resolves. */
export function markOf({ verdict, difference, resolution = 0 }: Contrast): string {
  const unresolved = Math.abs(difference) < resolution;
  return unresolved && (verdict === 'better' || verdict === 'worse') ? small[verdict] : marks[verdict];
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

/** On how many problems each method is better, worse, neither: a line for each number of steps. */
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

/** What the marks of tables of one step mean, whose correction is over so many comparisons. */
export function legendOf(comparisons: number): string {
  return (
    'Tables of one step: mean over seeds ± half of its 95% interval (Student’s t, each for itself). ▲ better than the baseline, ▼ worse (paired t test ' +
    `on common seeds, p at most 0.05 after Holm’s correction over the ${comparisons} comparisons of one step, the question that the sweep was made for); △ and ▽ ` +
    'where that difference is smaller than what one evaluation resolves; · not decided; no mark: the baseline, or not compared.'
  );
}

function cellsOf({ cells }: MethodComparison, { metric, steps }: TableChoice): readonly ComparedCell[] {
  return cells.filter((cell) => cell.metric === metric && cell.steps === steps);
}

function cellText(method: ComparedMethod | undefined): string {
  if (method?.mean === undefined) return '';
  const { mean, interval, contrast } = method;
  const half = interval === undefined ? '' : ` ± ${short((interval.high - interval.low) / 2)}`;
  return `${short(mean)}${half}${contrast === undefined ? '' : ` ${markOf(contrast)}`}`;
}

function tallyText(cells: readonly ComparedCell[], name: string): string {
  const verdicts = cells.flatMap(
    ({ methods }) => methods.find(({ method }) => method === name)?.contrast?.verdict ?? [],
  );
  const count = (verdict: keyof typeof marks) => verdicts.filter((each) => each === verdict).length;
  const neither = verdicts.length - count('better') - count('worse');
  return `${count('better')} ▲ ${count('worse')} ▼ ${neither} ·`;
}

/** Three digits that count. */
function short(value: number): string {
  return String(Number(value.toPrecision(Math.abs(value) >= 100 ? 4 : 3)));
}
