import { points } from '@highorder/core';
import { scalingContract } from '@highorder/testkit';
import { expect, test } from 'vitest';
import none from './none.ts';

scalingContract(none);

test('is the identity', () => {
  const target = points(2, Float64Array.of(5, 6, 7, 8));
  expect(none.make().fit({ source: target, target })).toEqual({ center: [0, 0], scale: 1 });
});
