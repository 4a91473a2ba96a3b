import { expect, test } from 'vitest';
import { openPath } from '../problems.ts';
import { exactEnds, medianDistance, taylorEnds, taylorMethods } from './taylor-steps.ts';

const gaussian = (mean: number, variance: number) => ({
  dimension: 2,
  components: [{ weight: 1, mean: [mean, 0], covariance: [variance, 0, 0, variance] }],
});
const ends = { source: gaussian(0, 1), target: gaussian(2, 0.3) };
const x0 = Float64Array.of(0.3, -0.8, 1.1, 0.4, -0.6, 0.9);

/** From one Gaussian to one, the flow is m t + sqrt(var1) x0. */
test('the exact flow of one Gaussian to one', async () => {
  const found = exactEnds(ends, await openPath('ot'), x0);
  x0.forEach((value, at) => {
    expect(found[at]).toBeCloseTo((at % 2 === 0 ? 2 : 0) + Math.sqrt(0.3) * value, 8);
  });
});

/** Twice the steps: an error 2^-order as large, and 2^-1 where the second derivative is the conditional mean. */
test.each(taylorMethods)('$name has its order', async (method) => {
  const path = await openPath('cubic');
  const exact = exactEnds(ends, path, x0);
  const [coarse, fine] = [64, 128].map((steps) =>
    medianDistance(taylorEnds(ends, path, method, { x0, steps }), exact, 2),
  );
  const slope = Math.log2(Number(coarse) / Number(fine));
  expect(slope).toBeCloseTo(method.derivatives === 'conditional' ? 1 : method.order, 0);
});
