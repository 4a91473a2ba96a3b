import { holm } from '../paired/holm.ts';
import { type Contrast, contrastOf, type OpenContrast } from './contrast.ts';
import { bandOf } from './floor.ts';
import { type CompareOptions, type Comparing, completeOptions } from './options.ts';
import { groupOutcomes, type Outcome, type OutcomeCell } from './outcome.ts';
import { type Summary, summarize } from './summary.ts';
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
 * common seeds with intervals, effect sizes, p-values with Holm's correction over the whole table, and a verdict each. What is
 * computed and why: docs/statistics.md.
 *
 * The rows may come in any order: it decides the order of the cells, and no number.
 *
 * Throws InputError where the baseline has no row, two rows are of the same run, or an option is out of range.
 */
export function compareMethods(outcomes: readonly Outcome[], options: CompareOptions): MethodComparison {
  const comparing = completeOptions(options, outcomes);
  const open = groupOutcomes(outcomes).map((cell) => openCell(cell, comparing));
  const contrasts = open.flatMap(({ methods }) => methods.flatMap(({ contrast }) => contrast ?? []));
  const adjusted = holm(contrasts.map(({ p }) => p));
  const adjustedOf = new Map(contrasts.map((contrast, index) => [contrast, adjusted[index] ?? 1]));
  return {
    options: comparing,
    comparisons: contrasts.length,
    cells: open.map((cell) => closeCell(cell, adjustedOf, comparing.alpha)),
  };
}

interface OpenMethod extends Omit<ComparedMethod, 'contrast'> {
  readonly contrast: OpenContrast | undefined;
}

interface OpenCell extends Omit<ComparedCell, 'methods'> {
  readonly methods: readonly OpenMethod[];
}

function openCell({ problem, metric, steps, methods }: OutcomeCell, comparing: Comparing): OpenCell {
  const baseline = methods.get(comparing.baseline) ?? [];
  const names = [...methods.keys()].filter((name) => name !== comparing.baseline);
  return {
    problem,
    metric,
    steps,
    higherIsBetter: comparing.higherIsBetter.includes(metric),
    methods: [...(baseline.length > 0 ? [comparing.baseline] : []), ...names].map((name) => {
      const rows = methods.get(name) ?? [];
      const summary = summarize(name, rows, comparing);
      if (name === comparing.baseline) return { ...summary, contrast: undefined, notCompared: undefined };
      const contrast = contrastOf({ method: rows, baseline }, comparing);
      return typeof contrast === 'string'
        ? { ...summary, contrast: undefined, notCompared: contrast }
        : { ...summary, contrast, notCompared: undefined };
    }),
  };
}

function closeCell(
  cell: OpenCell,
  adjustedOf: ReadonlyMap<OpenContrast, number>,
  alpha: number,
): ComparedCell {
  const [baseline] = cell.methods;
  const close = (method: OpenMethod): ComparedMethod => {
    const { contrast } = method;
    if (contrast === undefined) return { ...method, contrast };
    const adjusted = adjustedOf.get(contrast) ?? 1;
    const verdict = verdictOf({
      ...contrast,
      adjusted,
      alpha,
      band: Math.max(bandOf(method.floor), bandOf(baseline?.floor)),
      bothWithinFloor: method.withinFloor && baseline?.withinFloor === true,
      higherIsBetter: cell.higherIsBetter,
    });
    return { ...method, contrast: { ...contrast, adjusted, verdict } };
  };
  return { ...cell, methods: cell.methods.map(close) };
}
