import { type RandomStream, randomStream } from '@highorder/core';

/** A number that says something about a sample, such as its mean. It must not depend on the order of the values. */
export type Statistic = (values: readonly number[]) => number;

/** How often values are drawn again, and from which stream. */
export interface Resampling {
  /** The mean where absent: `mean` and `median` are exported. */
  readonly statistic?: Statistic;
  /** Samples drawn; 10 000 where absent. */
  readonly resamples?: number;
  /** Seed of the stream; 0 where absent. Equal seeds and purposes give equal bits. */
  readonly seed?: number;
  /** Names the stream, so that intervals of one table do not share their draws. */
  readonly purpose?: string;
  /** 0.95 where absent. */
  readonly level?: number;
}

export const defaultResamples = 10_000;

/**
 * The statistic of samples of the same size that are drawn from the values with replacement, ascending.
 *
 * Source: Efron, Bootstrap methods: another look at the jackknife (1979).
 */
export function bootstrapDistribution(
  values: readonly number[],
  statistic: Statistic,
  { resamples = defaultResamples, seed = 0, purpose = 'bootstrap' }: Resampling,
): Float64Array {
  const random = randomStream({ seed, purpose });
  const drawn = new Array<number>(values.length);
  return Float64Array.from({ length: resamples }, () => {
    drawAgain(values, drawn, random);
    return statistic(drawn);
  }).sort();
}

function drawAgain(values: readonly number[], into: number[], random: RandomStream): void {
  for (let place = 0; place < values.length; place++) {
    into[place] = Number(values[random.integer(values.length)]);
  }
}
