import type { RandomStream } from '@highorder/core';

/** A law of the values that seeds give, of which mean and median are known. */
export interface Law {
  readonly name: string;
  readonly mean: number;
  readonly median: number;
  draw(random: RandomStream): number;
}

/** Symmetric, a little skewed (skewness 1.75), very skewed (6.2). */
export const laws: readonly Law[] = [
  { name: 'normal', mean: 0, median: 0, draw: (random) => random.normal() },
  lognormal(0.5),
  lognormal(1),
];

function lognormal(sigma: number): Law {
  return {
    name: `lognormal, sigma ${sigma}`,
    mean: Math.exp(sigma ** 2 / 2),
    median: 1,
    draw: (random) => Math.exp(sigma * random.normal()),
  };
}

/** A law of paired differences whose true mean is 0. */
export interface NullLaw {
  readonly name: string;
  draw(random: RandomStream): number;
}

/** Two methods with the same law; heavy tails, which come of two skewed methods; and one method much more skewed than the other. */
export const nullLaws: readonly NullLaw[] = [
  { name: 'normal', draw: (random) => random.normal() },
  {
    name: 'both methods lognormal, sigma 1',
    draw: (random) => Math.exp(random.normal()) - Math.exp(random.normal()),
  },
  {
    name: 'only one method lognormal, sigma 1',
    draw: (random) => Math.exp(random.normal()) - Math.exp(0.5),
  },
];
