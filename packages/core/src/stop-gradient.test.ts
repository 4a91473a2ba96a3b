import { beforeAll, expect, test } from 'vitest';
import { stopGradient } from './stop-gradient.ts';
import { type Tensor1D, tf } from './tensor.ts';

beforeAll(async () => {
  tf.env().set('PROD', true);
  await tf.setBackend('cpu');
});

const x = () => tf.tensor1d([1, 2, 3]);
const list = (tensor: { dataSync(): ArrayLike<number> }) => Array.from(tensor.dataSync());
const cube = (at: Tensor1D): Tensor1D => tf.mul(at, tf.square(at));

test('keeps value and shape', () => {
  const held = stopGradient(() => tf.reshape(cube(x()), [3, 1]));
  expect(held.shape).toEqual([3, 1]);
  expect(list(held)).toEqual([1, 8, 27]);
});

test('is a constant to the gradient', () => {
  // d/dx sum(x * constant) = constant; without the stop it would be 4 x^3.
  const gradient = tf.grad((at) =>
    tf.sum(
      tf.mul(
        at,
        stopGradient(() => cube(at as Tensor1D)),
      ),
    ),
  )(x());
  expect(list(gradient)).toEqual([1, 8, 27]);
});

test('gives a gradient of zero where everything is held', () => {
  const gradient = tf.grad((at) =>
    tf.sum(
      tf.add(
        tf.mul(at, 0),
        stopGradient(() => cube(at as Tensor1D)),
      ),
    ),
  )(x());
  expect(list(gradient)).toEqual([0, 0, 0]);
});

test('puts nothing inside on the tape', () => {
  const tapeLength = () => tf.engine().state.activeTape?.length ?? 0;
  let inside = 0;
  let free = 0;
  tf.grad((at) => {
    const start = tapeLength();
    const held = stopGradient(() => cube(cube(cube(at as Tensor1D))));
    inside = tapeLength() - start;
    cube(cube(cube(at as Tensor1D)));
    free = tapeLength() - start - inside;
    return tf.sum(tf.mul(at, held));
  })(x());
  // The held value itself is one entry, however much was computed for it.
  expect(free).toBeGreaterThanOrEqual(6);
  expect(inside).toBeLessThanOrEqual(1);
});

test('stands inside another one', () => {
  const gradient = tf.grad((at) =>
    tf.sum(
      tf.mul(
        at,
        stopGradient(() =>
          tf.add(
            stopGradient(() => cube(at as Tensor1D)),
            1,
          ),
        ),
      ),
    ),
  )(x());
  expect(list(gradient)).toEqual([2, 9, 28]);
});

test('works outside a gradient', () => {
  expect(list(stopGradient(() => cube(x())))).toEqual([1, 8, 27]);
});
