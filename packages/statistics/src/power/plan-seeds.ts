import { InputError } from '@highorder/core';
import type { ComparedCell, ComparedMethod, MethodComparison } from '../compare/compare-methods.ts';
import { bandOf } from '../compare/floor.ts';
import { seedsNeeded, type SeedsNeeded } from './seeds-needed.ts';

/** Which difference a sweep should be able to see: a share of the baseline's mean, or an amount in the metric's units. */
export type WantedDifference = { readonly share: number } | { readonly amount: number };

/** How many seeds one comparison takes. */
export interface PlannedComparison {
  readonly problem: string;
  readonly metric: string;
  readonly steps: number;
  readonly method: string;
  /** Common seeds of the pilot. */
  readonly pilotSeeds: number;
  /** The difference that should be seen, in the metric's units; NaN where the baseline has no mean. */
  readonly difference: number;
  /** Whether it lies in the band of the floor: then no number of seeds gives `better` or `worse`. */
  readonly belowFloor: boolean;
  /** Undefined where the pilot says nothing about it. */
  readonly needed: SeedsNeeded | undefined;
  /** Why it says nothing. */
  readonly unknown: string | undefined;
}

/**
 * For each comparison of a pilot: how many common seeds would show such a difference, in a table of as many comparisons, with this
 * power? See `seedsNeeded`; alpha is that of the pilot's table.
 *
 * Throws InputError where the wanted difference is not a positive number.
 */
export function planSeeds(
  pilot: MethodComparison,
  wanted: WantedDifference,
  power = 0.8,
): readonly PlannedComparison[] {
  checkWanted(wanted);
  return pilot.cells.flatMap((cell) => {
    const baseline = cell.methods.find(({ method }) => method === pilot.options.baseline);
    return cell.methods
      .filter((method) => method !== baseline)
      .map((method) => planned({ pilot, cell, baseline, method, wanted, power }));
  });
}

interface Question {
  readonly pilot: MethodComparison;
  readonly cell: ComparedCell;
  readonly baseline: ComparedMethod | undefined;
  readonly method: ComparedMethod;
  readonly wanted: WantedDifference;
  readonly power: number;
}

function planned({ pilot, cell, baseline, method, wanted, power }: Question): PlannedComparison {
  const { problem, metric, steps } = cell;
  const { contrast, notCompared } = method;
  const difference =
    'amount' in wanted ? wanted.amount : wanted.share * Math.abs(baseline?.mean ?? Number.NaN);
  const place = {
    ...{ problem, metric, steps, method: method.method, difference },
    pilotSeeds: contrast?.seeds.length ?? 0,
    belowFloor: difference <= Math.max(bandOf(method.floor), bandOf(baseline?.floor)),
  };
  if (contrast === undefined) return { ...place, needed: undefined, unknown: notCompared ?? 'not compared' };
  const { alpha } = pilot.options;
  const asked = { pilotDifferences: contrast.differences, difference, power, alpha };
  return { ...place, ...neededOrReason(() => seedsNeeded({ ...asked, comparisons: pilot.comparisons })) };
}

function neededOrReason(ask: () => SeedsNeeded): Pick<PlannedComparison, 'needed' | 'unknown'> {
  try {
    return { needed: ask(), unknown: undefined };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return { needed: undefined, unknown: error.parts.message };
  }
}

function checkWanted(wanted: WantedDifference): void {
  const size = 'amount' in wanted ? wanted.amount : wanted.share;
  if (size > 0 && Number.isFinite(size)) return;
  throw new InputError({
    where: 'plan of seeds',
    message: `The difference that should be seen is ${size}.`,
    expected:
      "a positive number: a share of the baseline's mean such as 0.1, or an amount in the metric's units.",
  });
}
