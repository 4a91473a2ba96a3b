import { tf } from '@highorder/core';
import { beforeAll, expect, test } from 'vitest';
import { clipByNorm, gradientNorm } from './clip-by-norm.ts';
import { movingAverage } from './moving-average.ts';

beforeAll(async () => {
  tf.env().set('PROD', true);
  await tf.setBackend('cpu');
});

test('the norm of a right triangle', () => {
  expect(gradientNorm(tf.tensor1d([3, -4])).dataSync()[0]).toBe(5);
});

test.each([
  { limit: 1, expected: [0.6, -0.8] },
  { limit: 5, expected: [3, -4] },
  { limit: 100, expected: [3, -4] },
])('clipping to $limit keeps the direction', ({ limit, expected }) => {
  const gradient = tf.tensor1d([3, -4]);
  const clipped = clipByNorm(gradient, { norm: gradientNorm(gradient), limit });
  clipped.dataSync().forEach((value, index) => expect(value).toBeCloseTo(Number(expected[index]), 6));
});

test('a gradient of zero stays zero', () => {
  const gradient = tf.zeros<tf.Rank.R1>([2]);
  expect(clipByNorm(gradient, { norm: gradientNorm(gradient), limit: 1 }).arraySync()).toEqual([0, 0]);
});

test('an average of a constant closes the distance by the decay at each step', () => {
  const parameters = tf.tensor1d([1, -2]);
  for (const share of [1 - 0.9, tf.scalar(1 - 0.9)]) {
    let average = tf.tensor1d([0, 0]);
    for (let step = 0; step < 10; step++) average = movingAverage({ average, parameters, share });
    const reached = 1 - 0.9 ** 10;
    average
      .dataSync()
      .forEach((value, index) => expect(value).toBeCloseTo(reached * Number([1, -2][index]), 6));
  }
});

test('a share of 1 follows, of 0 stays', () => {
  const [average, parameters] = [tf.tensor1d([5]), tf.tensor1d([1])];
  expect(movingAverage({ average, parameters, share: 1 }).arraySync()).toEqual([1]);
  expect(movingAverage({ average, parameters, share: 0 }).arraySync()).toEqual([5]);
});
