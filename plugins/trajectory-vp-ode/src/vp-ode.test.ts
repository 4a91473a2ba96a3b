import { InputError, Jet } from '@highorder/core';
import { expectClose, goldenWeightsContract, interpolantContract } from '@highorder/testkit';
import { describe, expect, test } from 'vitest';
import { golden } from './vp-ode.golden.ts';
import vpOde from './vp-ode.ts';

interpolantContract(vpOde, { startMismatch: 0.01 });
interpolantContract(vpOde, { options: { b: 0 }, startMismatch: 0.01 });
interpolantContract(vpOde, { options: { a: 60, b: 2, margin: 0.05 }, startMismatch: 1e-6 });
goldenWeightsContract(vpOde.make(), golden, { relative: 1e-12 });

test.each([{ b: 0.1 }, { b: 0 }])('alpha^2 + beta^2 = 1 with b = $b', ({ b }) => {
  const { alpha, beta } = vpOde.make({ b }).weights(Jet.time(Float64Array.of(0, 0.3, 0.9), 3));
  const sum = alpha.times(alpha).plus(beta.times(beta));
  expectClose('sum', sum.value, [1, 1, 1]);
  for (let k = 1; k <= 3; k++)
    expectClose(`derivative ${k}`, sum.derivative(k), [0, 0, 0], { absolute: 1e-11 });
});

test('starts close to the source, not on it', () => {
  const { alpha } = vpOde.make().weights(Jet.time(Float64Array.of(0), 0));
  expectClose('alpha(0)', alpha.value, [Math.exp(-5.025)]);
});

test('beta keeps its digits next to the data', () => {
  // sqrt(1 - alpha^2) would have lost half of them: beta^2 = q - q^2/2 + ... with q = a s^2/2 + b s.
  const s = 1e-10;
  const q = 9.95 * s * s + 0.1 * s;
  const { beta } = vpOde.make().weights(Jet.time(Float64Array.of(1 - s), 0));
  // 1 - (1 - s) itself is off by 1e-17, a ten-millionth of s.
  expectClose('beta', beta.value, [Math.sqrt(q)], { relative: 1e-6 });
});

describe('without noise at the data (b = 0)', () => {
  const smooth = vpOde.make({ b: 0 });

  test('derivatives at t = 1 are finite, odd ones only', () => {
    // beta = sqrt(a/2) s (1 - a s^2 / 8 + ...): beta' = -sqrt(a/2), beta'' = 0, beta''' = 6 sqrt(a/2) a / 8.
    const { beta } = smooth.weights(Jet.time(Float64Array.of(1), 4));
    const root = Math.sqrt(19.9 / 2);
    const expected = [0, -root, 0, (6 * root * 19.9) / 8, 0];
    expected.forEach((value, k) =>
      expectClose(`beta ${k}`, beta.derivative(k), [value], { relative: 1e-12 }),
    );
  });

  test('is the limit of small b', () => {
    const times = Jet.time(Float64Array.of(0, 0.4, 0.9), 4);
    const limit = vpOde.make({ b: 1e-13 }).weights(times).beta;
    const { beta } = smooth.weights(times);
    for (let k = 0; k <= 4; k++) {
      expectClose(`beta ${k}`, beta.derivative(k), limit.derivative(k), { relative: 1e-9, absolute: 1e-12 });
    }
  });

  test('every domain is [0, 1]', () => {
    expect([0, 1, 2, 6].map((order) => smooth.domain(order))).toEqual(Array(4).fill({ from: 0, to: 1 }));
  });
});

test('margins keep each order from the wall at t = 1', () => {
  const ends = (options?: { velocityMargin?: number; margin?: number }) =>
    [0, 1, 2, 5].map((order) => vpOde.make(options).domain(order).to);
  expect(ends()).toEqual([1, 0.999, 0.99, 0.99 ** 4]);
  expect(ends({ velocityMargin: 0.25, margin: 0.5 })).toEqual([1, 0.75, 0.5, 0.0625]);
});

test('refuses margins that do not shrink the domain', () => {
  const make = () => vpOde.make({ velocityMargin: 0.1, margin: 0.05 });
  expect(make).toThrow(InputError);
  expect(make).toThrow(
    'vp-ode: velocityMargin 0.1 is larger than margin 0.05, but domains shrink with the order.\n' +
      '  Expected: velocityMargin <= margin\n  Way out: Set margin to 0.1 or more.',
  );
});
