import type { ComparedCell, ComparedMethod, MethodComparison } from '@highorder/statistics';
import { marksOf } from '../marks.ts';
import { escaped, tableText } from './markdown.ts';

/** What tables call the values that they show. */
const titles: Readonly<Record<string, string>> = {
  'mode-distance': 'mode distance',
  'w2-stratified': 'W2 stratified',
  'endpoint-error/median': 'endpoint error',
  'curvature/turning': 'turning',
  'mode-coverage/share': 'modes reached',
};

/** A column of a table: a metric at a number of steps. */
interface Column {
  readonly metric: string;
  readonly steps: number;
}

/**
 * The tables of a comparison in short, one a problem: a row a method, the floor as the last one; a column for each metric at its least and
 * at its most steps. A cell is the mean over seeds ± half of its 95 % interval, with the verdict beside the baseline as a mark.
 */
export function honestTables(comparison: MethodComparison): string {
  const problems = [...new Set(comparison.cells.map(({ problem }) => problem))];
  return problems
    .map((problem) => `**${escaped(problem)}**\n\n${problemTable(problem, comparison)}`)
    .join('\n\n');
}

function problemTable(problem: string, { cells, options }: MethodComparison): string {
  const own = cells.filter((cell) => cell.problem === problem);
  const columns = columnsOf(own);
  const cellOf = ({ metric, steps }: Column) =>
    own.find((cell) => cell.metric === metric && cell.steps === steps);
  const methods = [...new Set(own.flatMap((cell) => cell.methods.map(({ method }) => method)))];
  const rows = methods.map((method) => {
    const found = columns.map((column) => cellOf(column)?.methods.find((one) => one.method === method));
    const seeds = Math.max(0, ...found.map((one) => one?.seeds.length ?? 0));
    const name = method === options.baseline ? `${escaped(method)} (baseline)` : escaped(method);
    return [name, String(seeds), ...found.map(valueText)];
  });
  const floors = columns.map((column) => floorText(cellOf(column)));
  return tableText({
    words: 1,
    columns: ['method', 'seeds', ...columns.map(columnTitle)],
    rows: [...rows, ['*floor*', '', ...floors]],
  });
}

/** Each metric at its least and at its most steps. */
function columnsOf(cells: readonly ComparedCell[]): readonly Column[] {
  const metrics = [...new Set(cells.map(({ metric }) => metric))];
  return metrics.flatMap((metric) => {
    const steps = cells.filter((cell) => cell.metric === metric).map((cell) => cell.steps);
    const ends = [...new Set([Math.min(...steps), Math.max(...steps)])];
    return ends.map((count) => ({ metric, steps: count }));
  });
}

function columnTitle({ metric, steps }: Column): string {
  return `${titles[metric] ?? metric} @${steps}`;
}

function valueText(found: ComparedMethod | undefined): string {
  if (found === undefined) return '';
  const { mean, interval, failed } = found;
  if (mean === undefined) return `${failed.length} failed`;
  const half = interval === undefined ? '' : ` ± ${digits((interval.high - interval.low) / 2, 2)}`;
  return [`${digits(mean, 3)}${half}`, ...marksOf(found)].join(' ');
}

/** The floor, or the least and the greatest where methods have floors of their own, as on paths that begin elsewhere. */
function floorText(cell: ComparedCell | undefined): string {
  const floors = cell?.methods.flatMap(({ floor }) => (floor === undefined ? [] : [floor])) ?? [];
  const byMean = floors.toSorted((one, other) => one.mean - other.mean);
  const [least, greatest] = [byMean.at(0), byMean.at(-1)];
  if (least === undefined || greatest === undefined) return 'unknown';
  if (least.mean === greatest.mean) return `${digits(least.mean, 3)} ± ${digits(least.deviation, 2)}`;
  return `${digits(least.mean, 3)} to ${digits(greatest.mean, 3)}`;
}

/** So many digits that count, in powers of ten where there would be many more. */
export function digits(value: number, count: number): string {
  if (value === 0) return '0';
  const size = Math.abs(value);
  return size >= 1e5 || size < 1e-3
    ? value.toExponential(count - 1).replace('e+', 'e')
    : Number(value.toPrecision(count)).toString();
}
