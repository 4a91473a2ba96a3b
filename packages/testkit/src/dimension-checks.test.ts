import {
  type Distribution,
  type Integrator,
  type Metric,
  type OrderHead,
  points,
  type Preconditioning,
  type Scaling,
  type Tensor2D,
  tf,
} from '@highorder/core';
import { beforeAll, describe, expect, test } from 'vitest';
import {
  checkHeadDimension,
  checkIntegratorDimension,
  checkScalingDimension,
  checkViewDimension,
  checkWhiteNoise,
  MANY_DIMENSIONS,
} from './dimension-checks.ts';
import { checkMetricDimension } from './metric-dimension-checks.ts';
import { prepareTensors } from './prepare-tensors.ts';

beforeAll(prepareTensors);

/** The flow's first step, of coordinates that `change` lets through. */
const euler = (change: (velocity: Tensor2D) => Tensor2D): Integrator => ({
  order: 1,
  evaluations: 1,
  derivatives: 1,
  step: (flow, { x, t, d }) => tf.add(x, tf.mul(d, change(flow.at({ x, t, d }).order(1)))),
});

/** A head of one matrix; `seen` masks its inputs. */
const linear = (seen: (dimension: number) => readonly number[]): OrderHead => ({
  orders: [1],
  sees: ['x'],
  parameters: (dimension) => [
    {
      name: 'matrix',
      shape: [dimension, dimension],
      initial: (random) => Float64Array.from({ length: dimension ** 2 }, () => random.normal()),
    },
  ],
  predict: ({ matrix }, { x }) => {
    const mask = tf.tensor1d([...seen(Number(x.shape[1]))]);
    return [tf.matMul(tf.mul(x, mask) as Tensor2D, matrix as Tensor2D)];
  },
});

const all = (dimension: number) => new Array<number>(dimension).fill(1);
/** Past the 21st axis nothing counts, as with a Sobol sequence of 21 axes. */
const few = (dimension: number) => Array.from({ length: dimension }, (_, axis) => (axis < 21 ? 1 : 0));
const mask = (of: Tensor2D) => tf.mul<Tensor2D>(of, tf.tensor1d(few(Number(of.shape[1]))));

describe('dimensions: what is right in all', () => {
  test.each(MANY_DIMENSIONS)('passes in dimension %i', (dimension) => {
    checkHeadDimension(linear(all), dimension);
    checkIntegratorDimension(
      euler((velocity) => velocity),
      dimension,
    );
  });
});

describe('dimensions: what was made for few', () => {
  test('a head that does not see all coordinates', () => {
    checkHeadDimension(linear(few), 2);
    expect(() => checkHeadDimension(linear(few), 23)).toThrow(
      'In 23 dimensions the output of order 1 does not depend on coordinate 21 of x.',
    );
  });

  test('an integrator that does not move them', () => {
    checkIntegratorDimension(euler(mask), 2);
    expect(() => checkIntegratorDimension(euler(mask), 64)).toThrow('growth in 64 dimensions');
  });

  test('a view that mixes them', () => {
    const wrong: Preconditioning = {
      fit: ({ interpolant: _ }) => ({
        clock: { reading: (t) => t, time: (reading) => reading, readingOf: (t) => t },
        view: (x) => tf.div(x, tf.norm(x, 2, 1, true)),
      }),
    };
    expect(() => checkViewDimension(wrong, 2)).toThrow('coordinate 0 of 2, beside itself alone');
  });

  test('a scale that grows with the dimension', () => {
    const wrong: Scaling = {
      fit: ({ target: { values, dimension, count } }) => ({
        center: Array.from({ length: dimension }, (_, axis) => {
          return values.reduce(
            (sum, value, index) => sum + (index % dimension === axis ? value / count : 0),
            0,
          );
        }),
        scale: 4 * Math.sqrt(dimension),
      }),
    };
    checkScalingDimension(wrong, 1);
    expect(() => checkScalingDimension(wrong, 2)).toThrow('the scale in 2 dimensions');
  });

  test('a Gaussian whose axes past 21 are all equal', () => {
    const wrong = (dimension: number): Distribution => ({
      dimension,
      sample: (count, random) => {
        const values = Float64Array.from({ length: count * dimension }, () => random.normal());
        const at = (index: number) => index - Math.max(0, (index % dimension) - 20);
        return points(
          dimension,
          values.map((_, index) => Number(values[at(index)])),
        );
      },
    });
    expect(() => checkWhiteNoise(wrong(64), { means: new Array<number>(64).fill(0), variance: 1 })).toThrow(
      'In 64 dimensions the ',
    );
  });

  test('extend 1 and 2: a metric that sees no difference of the last axes, or calls nothing good', () => {
    const blind: Metric = {
      measure: ({ generated: { values, dimension, count }, reference }) => {
        const total = new Float64Array(21);
        values.forEach((value, index) => {
          const axis = index % dimension;
          if (axis < 21)
            total[axis] = Number(total[axis]) + (value - Number(reference.values[index])) / count;
        });
        return { example: Math.hypot(...total) };
      },
    };
    checkMetricDimension(blind, 2);
    expect(() => checkMetricDimension(blind, 64)).toThrow(
      'In 64 dimensions it does not see a shift along the last axis.',
    );
    const strict: Metric = {
      higherIsBetter: ['example'],
      measure: ({ generated: { values, dimension, count } }) => {
        const off = Array.from({ length: count }, (_, row) =>
          Math.hypot(...values.subarray(row * dimension, (row + 1) * dimension)),
        );
        return { example: off.filter((length) => length < 14).length / count };
      },
    };
    checkMetricDimension(strict, 2);
    expect(() => checkMetricDimension(strict, 784)).toThrow('In 784 dimensions it does not see a shift');
  });
});
