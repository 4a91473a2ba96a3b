import { type Tensor, tf } from '@highorder/core';
import { type FunctionCase, type FunctionRow, ofOneTensor } from './function-case.ts';

const last = (x: Tensor): number => x.rank - 1;

const rows: readonly FunctionRow[] = [
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

export function layerNorm(x: Tensor): Tensor {
  const { mean, variance } = tf.moments(x, -1, true);
  return tf.mul(tf.sub(x, mean), tf.rsqrt(tf.add(variance, 1e-3)));
}

/** Functions of a tensor of rank 2 or 3. */
export const shapeFunctions: readonly FunctionCase[] = rows.map((row) =>
  ofOneTensor({ from: -1.9, to: 2.3, ...row }, { least: 2, most: 3 }),
);
