import { tf } from '@highorder/core';
import { integratorContract, rotatingFlow, watchFlow } from '@highorder/testkit';
import { expect, test } from 'vitest';
import euler from './euler.ts';

integratorContract(euler);

test('tells the flow the step that it takes', () => {
  const { flow, log } = watchFlow(rotatingFlow().flow);
  const at = { x: tf.tensor2d([[1, -2]]), t: tf.tensor2d([[0.25]]), d: tf.tensor2d([[0.5]]) };
  euler.make().step(flow, at);
  expect(log.points.map(({ d }) => d.dataSync()[0])).toEqual([0.5]);
});
