import { Jet } from '@highorder/core';
import { expectClose, goldenWeightsContract, interpolantContract } from '@highorder/testkit';
import { test } from 'vitest';
import { golden } from './trigonometric.golden.ts';
import trigonometric from './trigonometric.ts';

interpolantContract(trigonometric);
goldenWeightsContract(trigonometric.make(), golden, { relative: 1e-12, absolute: 1e-15 });

test('alpha^2 + beta^2 = 1', () => {
  const { alpha, beta } = trigonometric.make().weights(Jet.time(Float64Array.of(0, 0.3, 0.9, 1), 4));
  const sum = alpha.times(alpha).plus(beta.times(beta));
  expectClose('sum', sum.value, [1, 1, 1, 1]);
  for (let k = 1; k <= 4; k++)
    expectClose(`derivative ${k}`, sum.derivative(k), [0, 0, 0, 0], { absolute: 1e-13 });
});
