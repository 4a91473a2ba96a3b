import { Jet } from '@highorder/core';
import { interpolantContract } from '@highorder/testkit';
import { expect, test } from 'vitest';
import ot from './ot.ts';

interpolantContract(ot);

test('moves with constant velocity from source to data', () => {
  const { alpha, beta } = ot.make().weights(Jet.time(Float64Array.of(0.25), 3));
  expect([0, 1, 2, 3].map((k) => alpha.derivative(k)[0])).toEqual([0.25, 1, 0, 0]);
  expect([0, 1, 2, 3].map((k) => beta.derivative(k)[0])).toEqual([0.75, -1, 0, 0]);
});
