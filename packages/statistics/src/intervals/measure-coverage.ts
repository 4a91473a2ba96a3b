import { type RandomStream, randomStream } from '@highorder/core';
import type { ConfidenceInterval } from './confidence-interval.ts';

/** An interval to be tried, on values of which the truth is known. */
export interface CoverageQuestion {
  /** Draws one value. */
  readonly draw: (random: RandomStream) => number;
  /** What the interval is an interval of, such as the true mean. */
  readonly truth: number;
  /** Values in a sample. */
  readonly count: number;
  /** The interval of a sample. `index` tells experiments apart, as a seed for its draws. */
  readonly interval: (values: readonly number[], index: number) => ConfidenceInterval;
  readonly experiments: number;
  readonly seed?: number;
}

/** How often an interval held the truth. */
export interface Coverage {
  /** Share of the experiments whose interval held the truth. */
  readonly covered: number;
  /** Standard error of that share: sqrt(p (1 - p) / experiments). */
  readonly error: number;
  /** Shares of the experiments whose interval lay wholly below, and wholly above the truth. */
  readonly below: number;
  readonly above: number;
  /** Mean length of the interval. */
  readonly length: number;
}

/** Simulates experiments and counts how often the interval holds the truth. The same question gives the same bits. */
export function measureCoverage(question: CoverageQuestion): Coverage {
  const { draw, truth, count, interval, experiments, seed = 0 } = question;
  let [below, above, length] = [0, 0, 0];
  for (let index = 0; index < experiments; index++) {
    const random = randomStream({ seed, purpose: 'coverage', index });
    const { low, high } = interval(
      Array.from({ length: count }, () => draw(random)),
      index,
    );
    if (high < truth) below += 1;
    if (low > truth) above += 1;
    length += high - low;
  }
  const covered = 1 - (below + above) / experiments;
  return {
    covered,
    error: Math.sqrt((covered * (1 - covered)) / experiments),
    below: below / experiments,
    above: above / experiments,
    length: length / experiments,
  };
}
