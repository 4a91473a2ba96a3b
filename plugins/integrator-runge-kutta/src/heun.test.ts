import { tf } from '@highorder/core';
import { integratorContract, rotatingFlow, watchFlow } from '@highorder/testkit';
import { expect, test } from 'vitest';
import heun from './heun.ts';

integratorContract(heun);

test('asks for instantaneous velocities at both ends of the step', () => {
  const { flow, log } = watchFlow(rotatingFlow().flow);
  const at = { x: tf.tensor2d([[1, -2]]), t: tf.tensor2d([[0.25]]), d: tf.tensor2d([[0.5]]) };
  heun.make().step(flow, at);
  expect(log.points.map(({ t }) => t.dataSync()[0])).toEqual([0.25, 0.75]);
  expect(log.points.map(({ d }) => d.dataSync()[0])).toEqual([0, 0]);
});
