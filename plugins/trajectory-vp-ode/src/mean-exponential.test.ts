import { Jet } from '@highorder/core';
import { expectClose } from '@highorder/testkit';
import { test } from 'vitest';
import { meanExponential } from './mean-exponential.ts';

test('q * phi(q) = 1 - exp(-q), where q is large enough to divide', () => {
  const q = Jet.time(Float64Array.of(0.5, 1, 3, 9.9, 40), 5);
  const product = q.times(meanExponential(q, 40));
  const expected = q.scale(-1).expm1().scale(-1);
  for (let k = 0; k <= 5; k++) {
    expectClose(`derivative ${k}`, product.derivative(k), expected.derivative(k), {
      relative: 1e-11,
      absolute: 1e-13,
    });
  }
});

test('derivative k at 0 is (-1)^k / (k + 1)', () => {
  // phi(q) is the mean of exp(-q u) over u in [0, 1], so derivative k is the mean of (-u)^k.
  const phi = meanExponential(Jet.time(Float64Array.of(0), 6), 10);
  for (let k = 0; k <= 6; k++) {
    expectClose(`derivative ${k}`, phi.derivative(k), [(-1) ** k / (k + 1)]);
  }
});
