import { type Tensor, tf } from '@highorder/core';
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { record } from '../record.ts';
import { expectSameAsEager, filled, shapes } from '../../testing/same-as-eager.ts';

beforeAll(async () => {
  tf.env().set('PROD', true);
  await tf.setBackend('cpu');
});

interface ShapeCase {
  readonly name: string;
  readonly compute: (x: Tensor) => Tensor;
  readonly gradient?: boolean;
}

const last = (x: Tensor): number => x.rank - 1;

/** For tensors of rank 2 and 3. */
const cases: readonly ShapeCase[] = [
  { name: 'reshape', compute: (x) => tf.mul(tf.reshape(x, [-1]), tf.range(0, x.size)) },
  { name: 'expandDims', compute: (x) => tf.expandDims(x, -1) },
  { name: 'squeeze', compute: (x) => tf.squeeze(tf.expandDims(x, 1)) },
  { name: 'transpose', compute: (x) => tf.mul(tf.transpose(x), 2) },
  { name: 'broadcastTo', compute: (x) => tf.broadcastTo(x, [2, ...x.shape]) },
  {
    name: 'tile',
    compute: (x) =>
      tf.tile(
        x,
        x.shape.map((_, axis) => axis + 1),
      ),
  },
  { name: 'reverse', compute: (x) => tf.reverse(x, -1) },
  { name: 'reverse of all axes', compute: (x) => tf.reverse(x) },
  { name: 'concat', compute: (x) => tf.concat([x, tf.square(x), x], -1) },
  { name: 'stack', compute: (x) => tf.stack([x, tf.square(x)], 1) },
  {
    name: 'unstack',
    compute: (x) => tf.addN(tf.unstack(x, 1).map((part, index) => tf.mul(part, index + 1))),
  },
  { name: 'split', compute: (x) => tf.addN(tf.split(tf.tile(x, [2, ...x.shape.slice(1).map(() => 1)]), 2)) },
  { name: 'split with a rest', compute: (x) => tf.split(tf.concat([x, x], 0), [1, -1], 0)[1] ?? x },
  { name: 'slice', compute: (x) => tf.slice(tf.concat([x, x], 0), [1], [x.shape[0] ?? 1]) },
  { name: 'slice to the end', compute: (x) => tf.slice(x, 0, -1) },
  {
    name: 'pad',
    compute: (x) =>
      tf.pad(
        x,
        x.shape.map((_, axis): [number, number] => [axis, 1]),
        0.5,
      ),
  },
  {
    name: 'stridedSlice',
    compute: (x) =>
      tf.stridedSlice(
        tf.tile(
          x,
          x.shape.map(() => 3),
        ),
        [1],
        [6],
        [2],
      ),
    gradient: false,
  },
  {
    name: 'stridedSlice backwards',
    compute: (x) => tf.stridedSlice(x, [-1, -1], [-9, -9], [-1, -2], 0, 3),
    gradient: false,
  },
  {
    name: 'stridedSlice of one row',
    compute: (x) => tf.stridedSlice(x, [0], [1], [1], 0, 0, 0, 0, 1),
    gradient: false,
  },
  {
    name: 'stridedSlice, last column',
    compute: (x) => tf.stridedSlice(x, [0, -1], [0, 0], [1, 1], 1, 1, 0, 0, 2),
    gradient: false,
  },
  { name: 'sum', compute: (x) => tf.sum(x, -1) },
  { name: 'sum of all', compute: (x) => tf.sum(x) },
  { name: 'sum, axes kept', compute: (x) => tf.sum(x, [0, last(x)], true) },
  { name: 'sum of truth values', compute: (x) => tf.sum(tf.greater(x, 0), 0), gradient: false },
  { name: 'mean', compute: (x) => tf.mean(x, 0) },
  { name: 'mean of all', compute: (x) => tf.mean(x) },
  { name: 'moments', compute: (x) => tf.moments(x, -1, true).variance },
  { name: 'layer norm', compute: layerNorm },
  { name: 'norm', compute: (x) => tf.norm(x) },
  { name: 'max', compute: (x) => tf.max(x, -1) },
  { name: 'min', compute: (x) => tf.min(x, 0, true) },
  { name: 'prod', compute: (x) => tf.prod(x, 1) },
  { name: 'cumprod', compute: (x) => tf.cumprod(x, 0), gradient: false },
  {
    name: 'cumprod, exclusive, reverse',
    compute: (x) =>
      tf.cumprod(
        tf.tile(
          x,
          x.shape.map(() => 3),
        ),
        1,
        true,
        true,
      ),
    gradient: false,
  },
  { name: 'cumsum', compute: (x) => tf.cumsum(x, 1) },
  { name: 'cumsum, exclusive, reverse', compute: (x) => tf.cumsum(x, 0, true, true) },
  { name: 'all', compute: (x) => tf.all(tf.greater(x, -1), 0), gradient: false },
  { name: 'any', compute: (x) => tf.any(tf.greater(x, 1), -1, true), gradient: false },
  { name: 'argMax', compute: (x) => tf.argMax(x, -1), gradient: false },
  { name: 'argMin', compute: (x) => tf.argMin(x, 0), gradient: false },
  { name: 'softmax', compute: (x) => tf.softmax(x) },
  { name: 'logSoftmax', compute: (x) => tf.logSoftmax(x) },
  { name: 'logSumExp', compute: (x) => tf.logSumExp(x, -1) },
  {
    name: 'oneHot',
    compute: (x) => tf.oneHot(tf.cast(tf.abs(x), 'int32'), 3, 2, -1, 'float32'),
    gradient: false,
  },
  { name: 'gather', compute: (x) => tf.gather(x, tf.tensor1d([0, 0, (x.shape[0] ?? 1) - 1], 'int32'), 0) },
  {
    name: 'gather of the last axis',
    compute: (x) => tf.gather(x, tf.tensor2d([[0, 0]], [1, 2], 'int32'), last(x)),
  },
  {
    name: 'gather by computed indices',
    compute: (x) => tf.gather(x, tf.cast(tf.step(tf.neg(tf.square(x))), 'int32'), 1),
    gradient: false,
  },
  {
    name: 'batchNorm',
    compute: (x) => tf.batchNorm(x, tf.scalar(0.2), tf.scalar(2), tf.scalar(0.1), tf.scalar(3), 0.1),
    gradient: false,
  },
  { name: 'linspace and eye', compute: (x) => tf.mul(tf.mean(x), tf.add(tf.linspace(0, 1, 3), tf.eye(3))) },
];

function layerNorm(x: Tensor): Tensor {
  const { mean, variance } = tf.moments(x, -1, true);
  return tf.mul(tf.sub(x, mean), tf.rsqrt(tf.add(variance, 1e-3)));
}

test.each(cases)('$name', ({ compute, gradient = true }) => {
  let compared = 0;
  fc.assert(
    fc.property(shapes(2, 3), fc.nat(50), (shape, seed) => {
      if (expectSameAsEager((x) => compute(x), [filled(shape, -1.9, 2.3, seed)], { gradient })) compared += 1;
    }),
    { numRuns: 8, seed: 3 },
  );
  expect(compared).toBeGreaterThan(2);
});

const flags = [false, true].flatMap((left) => [false, true].map((right) => ({ left, right })));

test.each(flags)('matMul, transposed $left $right, batches broadcast', ({ left, right }) => {
  const lengths = fc.tuple(
    fc.integer({ min: 1, max: 3 }),
    fc.integer({ min: 1, max: 3 }),
    fc.integer({ min: 1, max: 3 }),
  );
  const batches = fc.constantFrom(
    [[], []],
    [[2], [2]],
    [[2], []],
    [[], [3]],
    [
      [2, 3],
      [2, 3],
    ],
    [[1], [3]],
  );
  let compared = 0;
  fc.assert(
    fc.property(lengths, batches, fc.nat(50), ([rows, inner, columns], [before = [], after = []], seed) => {
      const one = [...before, ...(left ? [inner, rows] : [rows, inner])];
      const other = [...after, ...(right ? [columns, inner] : [inner, columns])];
      // Gradients of batches that broadcast are wrong in the tensor library itself.
      const gradient = before.join() === after.join();
      const inputs = [filled(one, -1, 1, seed), filled(other, -1, 1, seed + 1)];
      if (expectSameAsEager((a, b) => tf.matMul(a, b, left, right), inputs, { gradient })) compared += 1;
    }),
    { numRuns: 12, seed: 4 },
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

test('an attention block of a Transformer', () => {
  const inputs = [filled([2, 3, 4], -1, 1), filled([4, 12], -0.5, 0.5, 1)];
  expectSameAsEager((x, weight) => {
    const rows = tf.reshape(
      tf.matMul(tf.reshape(layerNorm(x), [6, 4]), tf.reshape(weight, [4, 12])),
      [2, 3, 3, 2, 2],
    );
    const [query = x, key = x, value = x] = tf.unstack(tf.transpose(rows, [2, 0, 3, 1, 4]), 0);
    const scores = tf.softmax(tf.mul(tf.matMul(query, key, false, true), 0.5));
    return tf.add(x, tf.reshape(tf.transpose(tf.matMul(scores, value), [0, 2, 1, 3]), [2, 3, 4]));
  }, inputs);
});

test('gather with batches is refused by name', () => {
  const compute = ({ x }: Readonly<Record<string, Tensor>>) => ({
    y: tf.gather(x ?? tf.zeros([1]), tf.zeros([2, 1], 'int32'), 1, 1),
  });
  expect(() => record(compute, { x: { shape: [2, 3] } })).toThrow('The operation GatherV2 with batchDims of');
});
