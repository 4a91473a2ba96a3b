import { tf } from '@highorder/core';
import { flowOf, integratorContract, rotatingFlow, watchFlow } from '@highorder/testkit';
import { expect, test } from 'vitest';
import rungeKutta4 from './runge-kutta-4.ts';

integratorContract(rungeKutta4);

const at = () => ({ x: tf.tensor2d([[1, -2]]), t: tf.tensor2d([[0.25]]), d: tf.tensor2d([[0.5]]) });

test('asks for instantaneous velocities at both ends and twice in the middle', () => {
  const { flow, log } = watchFlow(rotatingFlow().flow);
  rungeKutta4.make().step(flow, at());
  expect(log.points.map(({ t }) => t.dataSync()[0])).toEqual([0.25, 0.5, 0.5, 0.75]);
  expect(log.points.map(({ d }) => d.dataSync()[0])).toEqual([0, 0, 0, 0]);
});

test("integrates a cubic in time exactly (it is Simpson's rule there)", () => {
  const cubic = flowOf(2, 1, ({ x, t }) => tf.add(tf.zerosLike(x), tf.mul(tf.pow(t, 3), 4)));
  const [first, second] = Array.from(rungeKutta4.make().step(cubic, at()).dataSync());
  // The integral of 4 t^3 from 1/4 to 3/4 is 80/256.
  expect(first).toBeCloseTo(1 + 80 / 256, 6);
  expect(second).toBeCloseTo(-2 + 80 / 256, 6);
});
