import { type Tensor, tf } from '@highorder/core';
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { productFunctions } from '../../testing/functions/product-functions.ts';
import { shapeFunctions } from '../../testing/functions/shape-functions.ts';
import { expectSameAsEager, filled } from '../../testing/same-as-eager.ts';
import { record } from '../record.ts';

beforeAll(async () => {
  tf.env().set('PROD', true);
  await tf.setBackend('cpu');
});

test.each([...shapeFunctions, ...productFunctions])('$name', ({ trials }) => {
  let compared = 0;
  fc.assert(
    fc.property(trials, ({ compute, inputs, gradient }) => {
      if (expectSameAsEager(compute, inputs, { gradient })) compared += 1;
    }),
    { numRuns: 12, seed: 3 },
  );
  expect(compared).toBeGreaterThan(2);
});

test.each(['linear', 'relu', 'elu', 'relu6', 'leakyrelu', 'sigmoid'] as const)(
  'fused matMul, %s',
  (activation) => {
    const inputs = [filled([2, 3], -1, 1), filled([3, 4], -1, 1, 1), filled([4], -1, 1, 2)];
    expectSameAsEager(
      (a, b, bias) =>
        tf.fused.matMul({
          a: tf.reshape(a, [2, 3]),
          b: tf.reshape(b, [3, 4]),
          transposeA: false,
          transposeB: false,
          bias,
          activation,
        }),
      inputs,
      { gradient: false },
    );
  },
);

test('gather with batches is refused by name', () => {
  const compute = ({ x }: Readonly<Record<string, Tensor>>) => ({
    y: tf.gather(x ?? tf.zeros([1]), tf.zeros([2, 1], 'int32'), 1, 1),
  });
  expect(() => record(compute, { x: { shape: [2, 3] } })).toThrow('The operation GatherV2 with batchDims of');
});
