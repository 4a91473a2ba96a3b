import { InputError } from '@highorder/core';
import type { ComparedCell, ComparedMethod, MethodComparison } from '../compare/compare-methods.ts';
import { type Margin, marginOf, sizeOf } from '../compare/margin.ts';
import { samplesNeeded } from './samples-needed.ts';
import { seedsNeeded, type SeedsNeeded } from './seeds-needed.ts';

/** What would show a difference in one comparison. */
export interface Plan {
  /** The difference that should be seen, in the metric's units; NaN where the baseline has no mean. */
  readonly difference: number;
  /** Undefined where the pilot says nothing about it. */
  readonly needed: SeedsNeeded | undefined;
  /** Samples an evaluation with which the seeds of the pilot are enough (`samplesNeeded`); undefined where no number is known to be. */
  readonly samples: number | undefined;
  /** Why the pilot says nothing. */
  readonly unknown: string | undefined;
}

/** How many seeds, or samples, one comparison takes. */
export interface PlannedComparison extends Plan {
  readonly problem: string;
  readonly metric: string;
  readonly steps: number;
  readonly method: string;
  /** Common seeds of the pilot. */
  readonly pilotSeeds: number;
  /** Whether two single evaluations do not resolve the difference: only the mean over seeds does. */
  readonly unresolved: boolean;
}

/**
 * For each comparison of a pilot: how many common seeds would show such a difference, in a table of as many comparisons, with this
 * power? Or how many samples an evaluation, with the seeds that there are? Where no difference is given it is the one that the table calls relevant,
 * metric by metric, and else a tenth of the baseline's mean. alpha is that of the pilot's table.
 *
 * Throws InputError where the wanted difference is not a positive number.
 */
export function planSeeds(
  pilot: MethodComparison,
  wanted?: Margin,
  power = 0.8,
): readonly PlannedComparison[] {
  if (wanted !== undefined) checkWanted(wanted);
  return pilot.cells.flatMap((cell) => {
    const { problem, metric, steps } = cell;
    const margin = wanted ?? marginOf(pilot.options.relevant, metric) ?? { share: 0.1 };
    return cell.methods
      .filter(({ method }) => method !== pilot.options.baseline)
      .map((method) => {
        const difference = sizeOf(margin, baselineOf(pilot, cell)?.mean ?? Number.NaN);
        return {
          ...{ problem, metric, steps, method: method.method },
          pilotSeeds: method.contrast?.seeds.length ?? 0,
          unresolved: difference < (method.contrast?.resolution ?? 0),
          ...planFor({ pilot, cell, method, difference, power }),
        };
      });
  });
}

/** One comparison, and the difference that should be seen in it. */
export interface PlanQuestion {
  readonly pilot: MethodComparison;
  readonly cell: ComparedCell;
  readonly method: ComparedMethod;
  readonly difference: number;
  readonly power?: number;
}

/**
 * What would show a difference of this size. For a comparison that is not decided, `decidingDifference` is the one to ask for.
 */
export function planFor({ pilot, cell, method, difference, power = 0.8 }: PlanQuestion): Plan {
  const { contrast, notCompared } = method;
  const none = { difference, needed: undefined, samples: undefined };
  if (contrast === undefined) return { ...none, unknown: notCompared ?? 'not compared' };
  const { comparisons, options } = pilot;
  const asked = { difference, power, alpha: options.alpha };
  try {
    const needed = seedsNeeded({ ...asked, pilotDifferences: contrast.differences, comparisons });
    const alpha = options.alpha / comparisons;
    const evaluation =
      (method.floor?.deviation ?? 0) ** 2 + (baselineOf(pilot, cell)?.floor?.deviation ?? 0) ** 2;
    const { deviation } = needed;
    const seeds = contrast.seeds.length;
    const samples =
      cell.samples && samplesNeeded({ ...asked, alpha, seeds, samples: cell.samples, deviation, evaluation });
    return { difference, needed, samples, unknown: undefined };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return { ...none, unknown: error.parts.message };
  }
}

/**
 * The difference that would decide a comparison: the one that was seen, or the least that matters where that is larger, because a smaller one need not
 * be told from none.
 */
export function decidingDifference({ contrast }: ComparedMethod): number {
  return Math.max(Math.abs(contrast?.difference ?? Number.NaN), contrast?.equivalence?.margin ?? 0);
}

function baselineOf({ options }: MethodComparison, { methods }: ComparedCell): ComparedMethod | undefined {
  return methods.find(({ method }) => method === options.baseline);
}

function checkWanted(wanted: Margin): void {
  const size = 'amount' in wanted ? wanted.amount : wanted.share;
  if (size > 0 && Number.isFinite(size)) return;
  throw new InputError({
    where: 'plan of seeds',
    message: `The difference that should be seen is ${size}.`,
    expected:
      "a positive number: a share of the baseline's mean such as 0.1, or an amount in the metric's units.",
  });
}
