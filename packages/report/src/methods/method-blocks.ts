import type {
  ComparedCell,
  ComparedMethod,
  Contrast,
  MethodComparison,
  Verdict,
} from '@highorder/statistics';
import { formatNumber } from '../format.ts';
import { type Estimate, fixed, formatEstimate, formatP, noEstimate } from './format-estimate.ts';

/** One problem and metric: what becomes one table. */
export interface MethodBlock {
  readonly problem: string;
  readonly metric: string;
  /** `less is better`, or `more is better`. */
  readonly direction: string;
  /** Where it is the same for all rows; else each row has its own. */
  readonly floor: string | undefined;
  readonly rows: readonly MethodLine[];
}

/** One method at one number of steps, ready to be printed. Empty texts where there is nothing to say. */
export interface MethodLine {
  readonly steps: number;
  readonly method: string;
  /** `10`, `9, 1 failed`, `10, 8 common`. */
  readonly seeds: string;
  readonly mean: Estimate;
  readonly withinFloor: boolean;
  readonly median: Estimate;
  readonly floor: string;
  readonly difference: Estimate;
  /** Common seeds on which it was better, of all common ones. */
  readonly wins: string;
  readonly p: string;
  readonly effect: string;
  /** The word, `baseline`, or why there is none. */
  readonly verdict: string;
  /** Undefined for the baseline and where nothing was compared. */
  readonly word: Verdict | undefined;
  /** One to three, for better and worse alone. */
  readonly stars: string;
}

/** The table, problem by problem and metric by metric, as texts. */
export function methodBlocks(comparison: MethodComparison): readonly MethodBlock[] {
  const names = [
    ...new Set(comparison.cells.map(({ problem, metric }) => JSON.stringify([problem, metric]))),
  ];
  return names.flatMap((name) => {
    const cells = comparison.cells.filter(
      ({ problem, metric }) => JSON.stringify([problem, metric]) === name,
    );
    const [first] = cells;
    return first === undefined ? [] : [blockOf(first, cells, comparison)];
  });
}

function blockOf(
  { problem, metric, higherIsBetter }: ComparedCell,
  cells: readonly ComparedCell[],
  comparison: MethodComparison,
): MethodBlock {
  const rows = cells.flatMap(({ steps, methods }) =>
    methods.map((method) => lineOf(steps, method, comparison)),
  );
  const floors = [...new Set(rows.map(({ floor }) => floor))];
  return {
    ...{ problem, metric, rows },
    direction: higherIsBetter ? 'more is better' : 'less is better',
    floor: floors.length === 1 ? floors[0] : undefined,
  };
}

function lineOf(steps: number, compared: ComparedMethod, { options }: MethodComparison): MethodLine {
  const { method, mean, interval, median, medianInterval, floor, withinFloor, contrast } = compared;
  return {
    ...{ steps, method, withinFloor },
    seeds: seedsText(compared),
    mean: mean === undefined ? { center: 'not finite', range: '' } : formatEstimate(mean, interval),
    median: median === undefined ? noEstimate : formatEstimate(median, medianInterval),
    floor: floor === undefined ? 'unknown' : `${formatNumber(floor.mean)} ± ${formatNumber(floor.deviation)}`,
    ...contrastTexts(contrast, options.alpha),
    verdict: wordText(compared, options.baseline),
    word: contrast?.verdict,
  };
}

function contrastTexts(
  contrast: Contrast | undefined,
  alpha: number,
): Pick<MethodLine, 'difference' | 'wins' | 'p' | 'effect' | 'stars'> {
  if (contrast === undefined) return { difference: noEstimate, wins: '', p: '', effect: '', stars: '' };
  const { difference, interval, wins, seeds, adjusted, effect, verdict } = contrast;
  const decided = verdict === 'better' || verdict === 'worse';
  return {
    difference: formatEstimate(difference, interval),
    wins: `${wins}/${seeds.length}`,
    p: formatP(adjusted),
    effect: Number.isFinite(effect.hedges) ? fixed(effect.hedges, 1) : 'infinite',
    stars: decided
      ? starLevels(alpha)
          .filter((level) => adjusted <= level)
          .map(() => '*')
          .join('')
      : '',
  };
}

/** The verdict with its stars. */
export function verdictText({ verdict, stars }: MethodLine): string {
  return `${verdict} ${stars}`.trimEnd();
}

/** p-values up to which one, two and three stars are given: 0.05, 0.01 and 0.001 for the usual alpha. */
export function starLevels(alpha: number): readonly number[] {
  return [alpha, alpha / 5, alpha / 50];
}

function seedsText({ seeds, failed, contrast }: ComparedMethod): string {
  const parts = [
    String(seeds.length),
    ...(failed.length > 0 ? [`${failed.length} failed`] : []),
    ...(contrast !== undefined && contrast.seeds.length < seeds.length
      ? [`${contrast.seeds.length} common`]
      : []),
  ];
  return parts.join(', ');
}

function wordText({ method, contrast, notCompared }: ComparedMethod, baseline: string): string {
  if (method === baseline) return 'baseline';
  return contrast?.verdict ?? `not compared: ${notCompared}`;
}
