import { InputError } from '@highorder/core';
import chiSquareQuantile from '@stdlib/stats-base-dists-chisquare-quantile';
import { checkSample, deviation } from '../sample.ts';
import { pairedPower } from './paired-power.ts';

/** More seeds than anybody will run: the search ends here. */
const MOST_SEEDS = 1_000_000;
/** The deviation of a pilot is too small in one of five such pilots if this is not done (Browne 1995). */
const CAUTION = 0.8;

/** A question to a pilot experiment. */
export interface PowerQuestion {
  /** Differences between the two methods on the pilot's common seeds, in the metric's units; two at least. */
  readonly pilotDifferences: readonly number[];
  /** The true mean difference that should be seen, in the metric's units. Its sign does not matter. */
  readonly difference: number;
  /** The chance of seeing it; 0.8 where absent. */
  readonly power?: number;
  /** Two-sided chance of a false alarm in the whole table; 0.05 where absent. */
  readonly alpha?: number;
  /** Comparisons in the table. Holm's correction asks the first of them for p <= alpha / comparisons. 1 where absent. */
  readonly comparisons?: number;
}

/** How many seeds a question takes. */
export interface SeedsNeeded {
  /** The least number of seeds with the power asked for, if the pilot's deviation is the true one. */
  readonly seeds: number;
  /** The power that so many seeds have. */
  readonly power: number;
  /** Deviation of the pilot's differences. */
  readonly deviation: number;
  /** The same question where the true deviation is `cautiousDeviation`: the number to plan with after a small pilot. */
  readonly cautiousSeeds: number;
  /** Upper end of a one-sided 80% interval of the deviation: deviation · sqrt((n - 1) / chi²(0.2, n - 1)). */
  readonly cautiousDeviation: number;
}

/**
 * How many common seeds a paired t test needs to see a difference, by the noncentral t distribution (`pairedPower`).
 *
 * Throws InputError where the pilot has fewer than two differences or equal ones (they say nothing about spread), the difference is 0,
 * a share is not between 0 and 1, or a million seeds are not enough.
 * Sources: Cohen, Statistical power analysis (1988), section 2.3.5; Browne, On the use of a pilot sample for sample size
 * determination (1995).
 */
export function seedsNeeded(question: PowerQuestion): SeedsNeeded {
  const { pilotDifferences, difference, power = 0.8, alpha = 0.05, comparisons = 1 } = question;
  check({ pilotDifferences, difference, power, alpha, comparisons });
  const degrees = pilotDifferences.length - 1;
  const spread = deviation(pilotDifferences);
  const cautiousDeviation = spread * Math.sqrt(degrees / chiSquareQuantile(1 - CAUTION, degrees));
  const of = (seeds: number, deviation: number) =>
    pairedPower({ seeds, effect: Math.abs(difference) / deviation, alpha: alpha / comparisons });
  const seeds = least((count) => of(count, spread) >= power);
  return {
    seeds,
    power: of(seeds, spread),
    deviation: spread,
    cautiousSeeds: least((count) => of(count, cautiousDeviation) >= power),
    cautiousDeviation,
  };
}

/** The least number from 2 on that is enough. Power grows with the seeds, so doubling and halving finds it. */
function least(isEnough: (seeds: number) => boolean): number {
  let high = 2;
  while (!isEnough(high)) {
    if (high >= MOST_SEEDS) {
      throw new InputError({
        where: 'seeds needed',
        message: `Not even ${MOST_SEEDS} seeds would show this difference.`,
        expected: 'a difference that is not so small beside the deviation of the pilot.',
        fix: 'ask for a larger difference, or a metric with less noise.',
      });
    }
    high *= 2;
  }
  let low = high === 2 ? 1 : high / 2;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (isEnough(middle)) high = middle;
    else low = middle;
  }
  return high;
}

function check({ pilotDifferences, difference, power, alpha, comparisons }: Required<PowerQuestion>): void {
  checkSample(pilotDifferences, { where: 'pilot', least: 2 });
  const refuse = (message: string, expected: string) => {
    throw new InputError({ where: 'seeds needed', message, expected });
  };
  if (deviation(pilotDifferences) === 0) {
    refuse('All differences of the pilot are equal.', 'differences that show how much seeds differ.');
  }
  if (!Number.isFinite(difference) || difference === 0) {
    refuse(`The difference is ${difference}.`, 'a finite number that is not 0.');
  }
  if (!(power > 0 && power < 1)) refuse(`The power is ${power}.`, 'a share between 0 and 1, such as 0.8.');
  if (!(alpha > 0 && alpha < 1)) refuse(`alpha is ${alpha}.`, 'a share between 0 and 1, such as 0.05.');
  if (!Number.isInteger(comparisons) || comparisons < 1) {
    refuse(`There are ${comparisons} comparisons.`, 'a whole number of at least 1.');
  }
}
