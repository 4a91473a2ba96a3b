import {
  type ComparedCell,
  type ComparedMethod,
  type Contrast,
  decidingDifference,
  type FloorStatement,
  type MethodComparison,
  planFor,
  type Verdict,
} from '@highorder/statistics';
import { formatCount, formatNumber } from '../format.ts';
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
  readonly floorStatement: FloorStatement | undefined;
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
  /** What stands beside the word: how small a difference is, what would decide it, where the floor is. */
  readonly remarks: readonly string[];
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
  const rows = cells.flatMap((cell) => cell.methods.map((method) => lineOf(cell, method, comparison)));
  const floors = [...new Set(rows.map(({ floor }) => floor))];
  return {
    ...{ problem, metric, rows },
    direction: higherIsBetter ? 'more is better' : 'less is better',
    floor: floors.length === 1 ? floors[0] : undefined,
  };
}

function lineOf(cell: ComparedCell, compared: ComparedMethod, comparison: MethodComparison): MethodLine {
  const { method, mean, interval, median, medianInterval, floor, floorStatement, contrast } = compared;
  return {
    ...{ steps: cell.steps, method, floorStatement },
    seeds: seedsText(compared),
    mean: mean === undefined ? { center: 'not finite', range: '' } : formatEstimate(mean, interval),
    median: median === undefined ? noEstimate : formatEstimate(median, medianInterval),
    floor: floor === undefined ? 'unknown' : `${formatNumber(floor.mean)} ± ${formatNumber(floor.deviation)}`,
    ...contrastTexts(contrast, comparison.options.alpha),
    verdict: wordText(compared, comparison.options.baseline),
    word: contrast?.verdict,
    remarks: [
      ...sizeRemarks(contrast, cell, comparison),
      ...(contrast?.verdict === 'not decided' ? decidingRemarks(compared, cell, comparison) : []),
      ...(floorStatement === undefined ? [] : [floorStatement]),
    ],
  };
}

/** How small a difference is that is sure. */
function sizeRemarks(
  contrast: Contrast | undefined,
  { samples }: ComparedCell,
  { options }: MethodComparison,
): readonly string[] {
  if (contrast === undefined || !isDecided(contrast.verdict)) return [];
  const { equivalence } = contrast;
  const of = samples === undefined ? '' : ` of ${samples} samples`;
  return [
    ...(isUnresolved(contrast) ? [`smaller than one evaluation${of} resolves`] : []),
    ...(equivalence !== undefined && equivalence.adjusted <= options.alpha ? ['less than what matters'] : []),
  ];
}

/** Whether a difference that is sure is smaller than what two single evaluations resolve. */
export function isUnresolved({ difference, resolution = 0 }: Contrast): boolean {
  return Math.abs(difference) < resolution;
}

/** More seeds than anybody would run for one comparison. */
const MANY_SEEDS = 1000;

/** The seeds, or the samples, that would show the least difference that matters, or else the one that was seen. */
function decidingRemarks(
  method: ComparedMethod,
  cell: ComparedCell,
  pilot: MethodComparison,
): readonly string[] {
  const difference = decidingDifference(method);
  const { needed, samples } = planFor({ pilot, cell, method, difference });
  if (needed === undefined) return [];
  const seeds = needed.seeds > MANY_SEEDS ? `over ${MANY_SEEDS}` : String(needed.seeds);
  const more =
    samples !== undefined && samples > Number(cell.samples) ? ` or ${formatCount(samples)} samples` : '';
  return [`${seeds} seeds${more} would show ${formatNumber(difference)}`];
}

function isDecided(verdict: Verdict): boolean {
  return verdict === 'better' || verdict === 'worse';
}

function contrastTexts(
  contrast: Contrast | undefined,
  alpha: number,
): Pick<MethodLine, 'difference' | 'wins' | 'p' | 'effect' | 'stars'> {
  if (contrast === undefined) return { difference: noEstimate, wins: '', p: '', effect: '', stars: '' };
  const { difference, interval, wins, seeds, adjusted, effect, verdict } = contrast;
  return {
    difference: formatEstimate(difference, interval),
    wins: `${wins}/${seeds.length}`,
    p: formatP(adjusted),
    effect: seeds.length < 3 ? '–' : effectText(effect.hedges),
    stars: isDecided(verdict)
      ? starLevels(alpha)
          .filter((level) => adjusted <= level)
          .map(() => '*')
          .join('')
      : '',
  };
}

function effectText(hedges: number): string {
  return Number.isFinite(hedges) ? fixed(hedges, 1) : 'infinite';
}

/** The verdict with its stars and what stands beside it. */
export function verdictText({ verdict, stars, remarks }: MethodLine): string {
  return [`${verdict} ${stars}`.trimEnd(), ...remarks].join('; ');
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
