import { equalMixture, type GaussianMixture } from '@highorder/core';
import { describe, expect, test } from 'vitest';
import { mixtureDensity } from './mixture-density.ts';
import { mixtureMoments } from './mixture-moments.ts';

const skewed: GaussianMixture = {
  dimension: 2,
  components: [
    { weight: 0.3, mean: [1, -1], covariance: [0.8, 0.3, 0.3, 0.5] },
    { weight: 0.7, mean: [-1, 0.5], covariance: [0.4, -0.1, -0.1, 0.9] },
  ],
};

/** The integral of f times the density over the plane, by the trapezoidal rule, which is exact to rounding here. */
function integral(f: (x: number, y: number) => number): number {
  const { logDensity } = mixtureDensity(skewed);
  let sum = 0;
  for (let x = -9; x <= 9; x += 0.15) {
    for (let y = -9; y <= 9; y += 0.15) sum += f(x, y) * Math.exp(logDensity([x, y])) * 0.15 ** 2;
  }
  return sum;
}

describe('the density of a mixture', () => {
  test('integrates to 1, and to the moments', () => {
    const { mean, covariance } = mixtureMoments(skewed);
    expect(integral(() => 1)).toBeCloseTo(1, 10);
    expect(integral((x) => x)).toBeCloseTo(Number(mean[0]), 10);
    expect(integral((_, y) => y)).toBeCloseTo(Number(mean[1]), 10);
    const about = (x: number, y: number) => (x - Number(mean[0])) * (y - Number(mean[1]));
    expect(integral(about)).toBeCloseTo(Number(covariance[1]), 10);
    expect(covariance[1]).toBe(covariance[2]);
  });

  test('is that of one normal distribution in one dimension', () => {
    const { logDensity } = mixtureDensity(equalMixture([[2]], 4));
    expect(logDensity([4])).toBeCloseTo(Math.log(0.12098536225957168), 12);
  });

  test('stays finite far away, and the nearest component owns the point', () => {
    const density = mixtureDensity(equalMixture([[-1], [1]], 0.01));
    expect(density.logDensity([300])).toBeCloseTo(
      -(299 ** 2) / 0.02 + Math.log(0.5 / Math.sqrt(0.02 * Math.PI)),
      6,
    );
    expect([...density.responsibilities([300])]).toEqual([0, 1]);
    expect([...density.responsibilities([0])]).toEqual([0.5, 0.5]);
  });
});
