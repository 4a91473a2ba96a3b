import { holm } from '../paired/holm.ts';
import { type Contrast, contrastOf, type OpenContrast, pairsOf } from './contrast.ts';
import { type Floor, resolutionOf } from './floor.ts';
import { type FloorGap, type FloorStatement, type FloorTests, testFloor } from './floor-gap.ts';
import { marginOf } from './margin.ts';
import { type CompareOptions, type Comparing, completeOptions } from './options.ts';
import { groupOutcomes, type Outcome, type OutcomeCell } from './outcome.ts';
import { type OpenSummary, type Summary, summarize } from './summary.ts';
import { verdictOf } from './verdict.ts';

/** A method in one cell of the table, and beside the baseline. */
export interface ComparedMethod extends Summary {
  /** Undefined for the baseline itself, and where no comparison was possible. */
  readonly contrast: Contrast | undefined;
  /** Why no comparison was possible: failed runs, or fewer than two common seeds. */
  readonly notCompared: string | undefined;
}

/** One problem, metric and number of steps. */
export interface ComparedCell {
  readonly problem: string;
  readonly metric: string;
  readonly steps: number;
  readonly higherIsBetter: boolean;
  /** Samples of an evaluation, where all rows have the same number. */
  readonly samples: number | undefined;
  /** The baseline first, if it has rows here; then the others in order of their first appearance. */
  readonly methods: readonly ComparedMethod[];
}

/** A whole table of comparisons with one baseline. */
export interface MethodComparison {
  /** How the methods were compared, defaults filled in. */
  readonly options: Comparing;
  /** Comparisons that were made: what Holm's correction is over. */
  readonly comparisons: number;
  readonly cells: readonly ComparedCell[];
}

/**
 * Compares methods with a baseline, for every problem, metric and number of steps: means and medians with intervals, differences on
 * common seeds with intervals, effect sizes, p-values with Holm's correction over the whole table, a verdict each, and whether each is
 * at its floor. Three families of tests, each corrected over the whole table: of differences, of equivalence, and of floors. What is
 * computed and why: docs/statistics.md.
 *
 * The rows may come in any order: it decides the order of the cells, and no number.
 *
 * Throws InputError where the baseline has no row, two rows are of the same run, or an option is out of range.
 */
export function compareMethods(outcomes: readonly Outcome[], options: CompareOptions): MethodComparison {
  const comparing = completeOptions(options, outcomes);
  const open = groupOutcomes(outcomes).map((cell) => openCell(cell, comparing));
  const methods = open.flatMap((cell) => cell.methods);
  const contrasts = methods.flatMap(({ contrast }) => contrast ?? []);
  const equivalences = contrasts.flatMap(({ equivalence }) => equivalence ?? []);
  const floors = methods.flatMap(({ floorTests }) => floorTests ?? []);
  const corrected: Corrected = {
    alpha: comparing.alpha,
    differences: correct(contrasts, ({ p }) => p),
    equivalences: correct(equivalences, ({ p }) => p),
    within: correct(
      floors.filter(({ within }) => within !== undefined),
      ({ within = 1 }) => within,
    ),
    below: correct(floors, ({ below }) => below),
  };
  return {
    options: comparing,
    comparisons: contrasts.length,
    cells: open.map((cell) => closeCell(cell, corrected)),
  };
}

interface OpenMethod extends OpenSummary {
  readonly contrast: OpenContrast | undefined;
  readonly notCompared: string | undefined;
  readonly floorTests: FloorTests | undefined;
}

interface OpenCell extends Omit<ComparedCell, 'methods'> {
  readonly methods: readonly OpenMethod[];
}

/** p-values after the correction over their family. */
interface Corrected {
  readonly alpha: number;
  readonly differences: ReadonlyMap<object, number>;
  readonly equivalences: ReadonlyMap<object, number>;
  readonly within: ReadonlyMap<object, number>;
  readonly below: ReadonlyMap<object, number>;
}

function correct<Tested extends object>(
  family: readonly Tested[],
  pOf: (tested: Tested) => number,
): ReadonlyMap<object, number> {
  const adjusted = holm(family.map(pOf));
  return new Map(family.map((tested, index) => [tested, adjusted[index] ?? 1]));
}

function openCell({ methods, ...place }: OutcomeCell, comparing: Comparing): OpenCell {
  const baseline = methods.get(comparing.baseline) ?? [];
  const names = [...methods.keys()].filter((name) => name !== comparing.baseline);
  return {
    ...place,
    methods: [...(baseline.length > 0 ? [comparing.baseline] : []), ...names].map((name) => {
      const rows = methods.get(name) ?? [];
      const summary = summarize(name, rows, comparing);
      const floorTests = floorTestsOf({ summary, rows, baseline, place }, comparing);
      const open = { ...summary, floorTests, contrast: undefined, notCompared: undefined };
      if (name === comparing.baseline) return open;
      const contrast = contrastOf({ method: rows, baseline }, comparing);
      return typeof contrast === 'string' ? { ...open, notCompared: contrast } : { ...open, contrast };
    }),
  };
}

interface FloorQuestion {
  readonly summary: OpenSummary;
  readonly rows: readonly Outcome[];
  readonly baseline: readonly Outcome[];
  readonly place: Omit<OutcomeCell, 'methods'>;
}

function floorTestsOf(
  { summary: { floor, mean }, rows, baseline, place: { metric, higherIsBetter } }: FloorQuestion,
  { relevant, alpha }: Comparing,
): FloorTests | undefined {
  if (floor === undefined || mean === undefined) return undefined;
  const margin = marginOf(relevant, metric);
  // A share needs the baseline's mean on the same seeds; an amount needs no baseline.
  const ofShare = margin !== undefined && 'share' in margin;
  const pairs = pairsOf(rows, ofShare ? baseline : rows);
  if (pairs.some(({ baseline: value }) => !Number.isFinite(value))) return undefined;
  return testFloor({ pairs, floor, higherIsBetter, margin, alpha });
}

function closeCell({ methods, ...cell }: OpenCell, corrected: Corrected): ComparedCell {
  const [baseline] = methods;
  return {
    ...cell,
    methods: methods.map(({ floorTests, contrast, ...method }) => ({
      ...method,
      floorGap: floorTests && gapOf(floorTests),
      floorStatement: statementOf(floorTests, corrected),
      contrast:
        contrast && closeContrast(contrast, [method.floor, baseline?.floor], { ...corrected, ...cell }),
    })),
  };
}

function closeContrast(
  contrast: OpenContrast,
  floors: readonly (Floor | undefined)[],
  { alpha, differences, equivalences, higherIsBetter }: Corrected & Pick<ComparedCell, 'higherIsBetter'>,
): Contrast {
  const { equivalence: open, difference } = contrast;
  const adjusted = differences.get(contrast) ?? 1;
  const equivalence = open && { ...open, adjusted: equivalences.get(open) ?? 1 };
  const resolutions = floors.flatMap((floor) => resolutionOf(floor) ?? []);
  return {
    ...contrast,
    ...{ adjusted, equivalence },
    resolution: resolutions.length === 0 ? undefined : Math.max(...resolutions),
    verdict: verdictOf({ difference, adjusted, equivalence: equivalence?.adjusted, alpha, higherIsBetter }),
  };
}

function gapOf({ gap, error, degrees, upper }: FloorTests): FloorGap {
  return { gap, error, degrees, upper };
}

function statementOf(tests: FloorTests | undefined, corrected: Corrected): FloorStatement | undefined {
  if (tests === undefined) return undefined;
  if ((corrected.below.get(tests) ?? 1) <= corrected.alpha) return 'below the floor';
  return (corrected.within.get(tests) ?? 1) <= corrected.alpha ? 'at the floor' : undefined;
}
