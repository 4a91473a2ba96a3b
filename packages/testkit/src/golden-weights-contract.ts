import { type Interpolant, Jet } from '@highorder/core';
import { describe, test } from 'vitest';
import { expectClose, type Tolerance } from './expect-close.ts';

/** Weights of a path at one time, computed elsewhere. Entry k is the k-th derivative. */
export interface GoldenWeights {
  readonly t: number;
  readonly alpha: readonly number[];
  readonly beta: readonly number[];
}

/** A path has the weights and derivatives of a table, within the tolerance. */
export function goldenWeightsContract(
  interpolant: Interpolant,
  golden: readonly GoldenWeights[],
  tolerance: Tolerance,
): void {
  describe('golden weights', () => {
    test.each([...golden])('t = $t', (entry) => checkGoldenWeights(interpolant, entry, tolerance));
  });
}

/** At one time a path has the weights and derivatives that were computed elsewhere. */
export function checkGoldenWeights(
  interpolant: Interpolant,
  { t, alpha, beta }: GoldenWeights,
  tolerance: Tolerance,
): void {
  const found = interpolant.weights(Jet.time(Float64Array.of(t), alpha.length - 1));
  alpha.forEach((value, k) =>
    expectClose(`alpha, derivative ${k}`, found.alpha.derivative(k), [value], tolerance),
  );
  beta.forEach((value, k) =>
    expectClose(`beta, derivative ${k}`, found.beta.derivative(k), [value], tolerance),
  );
}
