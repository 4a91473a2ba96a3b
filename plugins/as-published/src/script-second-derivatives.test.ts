import { type Interpolant, Jet } from '@highorder/core';
import { checkDerivatives, estimateDerivative, expectClose } from '@highorder/testkit';
import { expect, test } from 'vitest';
import { scriptSecondDerivatives } from './script-second-derivatives.ts';

const constants = { a: 19.9, b: 0.1 };
const at = (...times: readonly number[]) => scriptSecondDerivatives(Float64Array.from(times), constants);

/** The weights themselves, from their definition; their slopes are right in the scripts. */
const alpha = (t: number) => Math.exp(-(19.9 * (1 - t) ** 2) / 4 - (0.1 * (1 - t)) / 2);
const beta = (t: number) => Math.sqrt(1 - alpha(t) ** 2);
const slope = (weight: (t: number) => number, t: number, order = 1) =>
  estimateDerivative(weight, t, { order, step: 0.02 }).value;

test('are those of the scripts, as run in Python in float64', () => {
  const golden = [
    { t: 0.1, alpha: 2.587372452150122, beta: -0.15985116203070737 },
    { t: 0.25, alpha: 6.0379593798425235, beta: -0.5993664725687937 },
    { t: 0.5, alpha: 11.402317294909304, beta: -6.319295597653424 },
    { t: 0.75, alpha: 2.118732552201072, beta: -9.66528346215539 },
    { t: 0.9, alpha: -7.352194153550824, beta: -8.236043025449348 },
    { t: 0.99, alpha: -9.895423890028082, beta: -1645.513473453862 },
  ];
  for (const { t, ...expected } of golden) {
    const found = at(t);
    expectClose(`alpha'' at ${t}`, found.alpha, [expected.alpha], { relative: 1e-12 });
    expectClose(`beta'' at ${t}`, found.beta, [expected.beta], { relative: 1e-9 });
  }
});

test('are not the second derivatives of the path: alpha by a quarter of alpha (a s + b)^2, beta by a factor', () => {
  for (const t of [0.1, 0.3, 0.5, 0.7, 0.9]) {
    const excess = Number(at(t).alpha[0]) - slope(alpha, t, 2);
    expectClose(`excess of alpha'' at ${t}`, excess, (alpha(t) * (19.9 * (1 - t) + 0.1) ** 2) / 4, {
      relative: 1e-6,
    });
  }
  // Ratios to the finite differences of beta, by t.
  expect(Number(at(0.1).beta[0]) / slope(beta, 0.1, 2)).toBeCloseTo(3.63, 1);
  expect(Number(at(0.5).beta[0]) / slope(beta, 0.5, 2)).toBeCloseTo(1.8, 2);
});

test("beta'' grows to 2/b = 20 times the true one toward the data", () => {
  const s = 1e-8;
  // beta is sqrt(b s) there, so that beta'' is -sqrt(b) s^(-3/2) / 4.
  const truth = -(Math.sqrt(0.1) * s ** -1.5) / 4;
  expect(Number(at(1 - s).beta[0]) / truth).toBeCloseTo(20, 3);
});

test('a path that claims them fails the contract of interpolants, for alpha and for beta', () => {
  expect(() => checkDerivatives(claimingPath, 1)).not.toThrow();
  expect(() => checkDerivatives(claimingPath, 2)).toThrow(
    /alpha: derivative 2 at t = 0 against the slope of derivative 1.*1\.24.*0\.59/s,
  );
  const rightAlpha: Interpolant = {
    ...claimingPath,
    weights: (t) => ({
      alpha: t.affine(-1, 1).times(t.affine(-19.9, 20.1)).scale(-0.25).exp(),
      beta: claimingPath.weights(t).beta,
    }),
  };
  expect(() => checkDerivatives(rightAlpha, 2)).toThrow(
    /beta: derivative 2 at t = 0 against the slope of derivative 1/,
  );
});

/** The diffusion path with the scripts' second derivatives, to order 2. */
const claimingPath: Interpolant = {
  domain: () => ({ from: 0, to: 0.9 }),
  weights(t) {
    const second = scriptSecondDerivatives(t.value, constants);
    const slopes = t.value.map((time) => (alpha(time) * (19.9 * (1 - time) + 0.1)) / 2);
    const jet = (...derivatives: readonly Float64Array[]) =>
      Jet.fromDerivatives(derivatives.slice(0, t.order + 1));
    return {
      alpha: jet(t.value.map(alpha), slopes, second.alpha),
      beta: jet(
        t.value.map(beta),
        slopes.map((value, row) => (-alpha(Number(t.value[row])) / beta(Number(t.value[row]))) * value),
        second.beta,
      ),
    };
  },
};
