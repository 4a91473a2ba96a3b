import { tf } from '@highorder/core';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { binaryFunctions, unaryFunctions } from '../../testing/functions/elementwise-functions.ts';
import { expectSameAsEager, filled } from '../../testing/same-as-eager.ts';
import { recordedKernels } from './index.ts';

beforeAll(async () => {
  tf.env().set('PROD', true);
  await tf.setBackend('cpu');
});

test.each(unaryFunctions)('$name', ({ trials }) => {
  let compared = 0;
  fc.assert(
    fc.property(trials, ({ compute, inputs, gradient }) => {
      if (expectSameAsEager(compute, inputs, { gradient })) compared += 1;
    }),
    { numRuns: 6, seed: 1 },
  );
  expect(compared).toBeGreaterThan(2);
});

test.each(binaryFunctions)('$name, broadcast', ({ trials }) => {
  let compared = 0;
  fc.assert(
    fc.property(trials, ({ compute, inputs, gradient }) => {
      if (expectSameAsEager(compute, inputs, { gradient })) compared += 1;
    }),
    { numRuns: 12, seed: 2 },
  );
  expect(compared).toBeGreaterThan(2);
});

describe('lists', () => {
  test('addN', () => {
    const x = filled([2, 3], -1, 1);
    expectSameAsEager((one, two) => tf.addN([one, two, tf.mul(one, 3)]), [x, filled([2, 3], 0, 1)]);
    expectSameAsEager((one) => tf.addN([one]), [x]);
  });

  test('nothing of a table is forgotten', () => {
    expect(Object.keys(recordedKernels).length).toBeGreaterThan(95);
  });
});
