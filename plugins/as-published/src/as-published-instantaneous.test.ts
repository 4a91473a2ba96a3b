import { type FlowPoint, tf } from '@highorder/core';
import {
  expectClose,
  flowOf,
  integratorContract,
  prepareTensors,
  rotatingFlow,
  watchFlow,
} from '@highorder/testkit';
import { beforeAll, expect, test } from 'vitest';
import instantaneous from './as-published-instantaneous.ts';

const services = { orders: [1, 2] };

integratorContract(instantaneous, { services });
integratorContract(instantaneous, { services: { orders: [1] } });
integratorContract(instantaneous, { options: { order: 1 }, services });

beforeAll(prepareTensors);

const at = (): FlowPoint => ({
  x: tf.tensor2d([[1, -2]]),
  t: tf.tensor2d([[0.25]]),
  d: tf.tensor2d([[0.5]]),
});

test('tells the networks 0, whatever step it takes', () => {
  const { flow, log } = watchFlow(rotatingFlow().flow);
  instantaneous.make({}, services).step(flow, at());
  expect(log.points.map(({ d }) => d.dataSync()[0])).toEqual([0]);
});

test('is Euler plus half the square of the step times the acceleration', () => {
  const flow = flowOf(2, 2, (_, k) => tf.tensor2d([k === 1 ? [3, 5] : [8, -16]]));
  const end = instantaneous.make({}, services).step(flow, at()).dataSync();
  expectClose('end', end, [1 + 0.5 * 3 + 0.125 * 8, -2 + 0.5 * 5 - 0.125 * 16], { absolute: 1e-6 });
});

test("wastes an exact average velocity: one step of x over x' = x ends at 2 instead of e", () => {
  const exact = flowOf(2, 1, ({ x, d }) => {
    const step = Number(d.dataSync()[0]);
    return tf.mul(x, step === 0 ? 1 : Math.expm1(step) / step);
  });
  const whole = { x: tf.tensor2d([[1, 1]]), t: tf.tensor2d([[0]]), d: tf.tensor2d([[1]]) };
  const end = instantaneous.make({ order: 1 }, services).step(exact, whole).dataSync();
  expectClose('end', end, [2, 2], { absolute: 1e-6 });
});

test('more than two orders are the two first', () => {
  expect(instantaneous.make({}, { orders: [1, 2, 3] })).toMatchObject({
    order: 2,
    derivatives: 2,
    evaluations: 1,
  });
  expect(() => instantaneous.make({ order: 3 }, services)).toThrow();
});
