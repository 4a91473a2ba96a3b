import { type Tensor, tf } from '@highorder/core';
import { beforeAll, describe, expect, test } from 'vitest';
import { valueAndGradient } from './value-and-gradient.ts';

beforeAll(async () => {
  tf.env().set('PROD', true);
  await tf.setBackend('cpu');
});

const points = [
  [0.5, -1.2],
  [2, 0.3],
];
const weights = [0.4, -0.7];
const shifts = [0.1];

/** mean over points of tanh(w . x + s)^2, in float64. */
function lossOnHost(w: readonly number[], s: readonly number[]): number {
  const squares = points.map(
    (point) => Math.tanh(point.reduce((sum, x, axis) => sum + x * Number(w[axis]), Number(s[0]))) ** 2,
  );
  return squares.reduce((sum, square) => sum + square, 0) / points.length;
}

function lossOfTensors(w: Tensor, s: Tensor): { loss: tf.Scalar; rows: Tensor } {
  const rows = tf.square(tf.tanh(tf.add(tf.matMul(tf.tensor2d(points), tf.reshape(w, [2, 1])), s)));
  return { loss: tf.mean(rows).asScalar(), rows };
}

describe('valueAndGradient', () => {
  test('agrees with finite differences', () => {
    const [w, s] = [tf.tensor1d(weights), tf.tensor1d(shifts)];
    const { loss, gradient } = valueAndGradient([w, s], () => lossOfTensors(w, s));
    // Central differences with step h err by h^2 times a third derivative of order one.
    const h = 1e-4;
    const slope = (at: (value: number) => number, value: number) => (at(value + h) - at(value - h)) / (2 * h);
    const expected = [
      ...weights.map((value, axis) => slope((each) => lossOnHost(weights.with(axis, each), shifts), value)),
      slope((each) => lossOnHost(weights, [each]), Number(shifts[0])),
    ];
    expect(loss.dataSync()[0]).toBeCloseTo(lossOnHost(weights, shifts), 6);
    const found = gradient.flatMap((each) => Array.from(each.dataSync()));
    found.forEach((value, index) => expect(value).toBeCloseTo(Number(expected[index]), 5));
    expect(gradient.map(({ shape }) => shape)).toEqual([[2], [1]]);
  });

  test('hands out auxiliary tensors of the same pass, and nothing is computed twice', () => {
    const [w, s] = [tf.tensor1d(weights), tf.tensor1d(shifts)];
    let calls = 0;
    const { auxiliary, loss } = valueAndGradient([w, s], () => {
      calls += 1;
      const { loss: mean, rows } = lossOfTensors(w, s);
      return { loss: mean, auxiliary: { rows, mean, part: w } };
    });
    expect(calls).toBe(1);
    expect(auxiliary['mean']?.dataSync()).toEqual(loss.dataSync());
    expect(tf.mean(auxiliary['rows'] ?? tf.scalar(0)).dataSync()[0]).toBeCloseTo(
      Number(loss.dataSync()[0]),
      6,
    );
    expect(auxiliary['part']?.dataSync()).toEqual(w.dataSync());
  });

  test('parts that the loss does not depend on have gradient zero', () => {
    const [used, unused] = [tf.tensor1d([3]), tf.tensor2d([[1, 2]])];
    const { gradient } = valueAndGradient([used, unused], () => ({
      loss: tf.sum(tf.square(used)).asScalar(),
    }));
    expect(gradient.map((each) => each.arraySync())).toEqual([[6], [[0, 0]]]);
  });

  test('a loss that depends on nothing has gradient zero', () => {
    const part = tf.tensor1d([1, 2]);
    const { loss, gradient } = valueAndGradient([part], () => ({ loss: tf.scalar(5) }));
    expect([loss.arraySync(), gradient[0]?.arraySync()]).toEqual([5, [0, 0]]);
  });

  test('leaves no tensor behind', () => {
    const [w, s] = [tf.tensor1d(weights), tf.tensor1d(shifts)];
    const before = tf.memory().numTensors;
    tf.tidy(() => {
      const { auxiliary } = valueAndGradient([w, s], () => {
        const { loss, rows } = lossOfTensors(w, s);
        return { loss, auxiliary: { rows, w } };
      });
      return void auxiliary;
    });
    expect(tf.memory().numTensors).toBe(before);
    expect(w.isDisposed).toBe(false);
  });

  test('refuses a loss that is no scalar', () => {
    const part = tf.tensor1d([1, 2]);
    // A loss that was not type-checked.
    const vector = () => ({ loss: tf.square(part) as unknown as tf.Scalar });
    expect(() => tf.tidy(() => void valueAndGradient([part], vector))).toThrow(
      'The loss has the shape [2].\n  Expected: a scalar\n  Way out: Take its mean.',
    );
  });
});
