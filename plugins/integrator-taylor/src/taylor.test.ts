import { tf } from '@highorder/core';
import { expectClose, integratorContract, prepareTensors, rotatingFlow, watchFlow } from '@highorder/testkit';
import { beforeAll, describe, expect, test } from 'vitest';
import taylor from './taylor.ts';

const services = { orders: [1, 2, 3, 4] };

for (const order of [1, 2, 3, 4, 6]) integratorContract(taylor, { options: { order }, services });

describe('order', () => {
  test('is that of the highest head where none is given', () => {
    expect(taylor.make({}, { orders: [1, 2, 3] })).toMatchObject({
      order: 3,
      derivatives: 3,
      evaluations: 1,
    });
    expect(taylor.make({ order: 2 }, { orders: [1, 2, 3] })).toMatchObject({ order: 2, derivatives: 2 });
  });

  test.each([0, 1.5, -1])('refuses %s', (order) => {
    expect(() => taylor.make({ order }, services)).toThrow();
  });
});

describe('one step', () => {
  beforeAll(prepareTensors);
  const at = () => ({ x: tf.tensor2d([[1, -2]]), t: tf.tensor2d([[0.25]]), d: tf.tensor2d([[0.5]]) });

  test('tells the flow the step that it takes', () => {
    const { flow, log } = watchFlow(rotatingFlow().flow);
    taylor.make({ order: 2 }, services).step(flow, at());
    expect(log.points.map(({ d }) => d.dataSync()[0])).toEqual([0.5]);
  });

  test('of order 40 is the exact solution of a linear field', () => {
    const { flow, solution } = rotatingFlow({ orders: 40 });
    const end = taylor.make({ order: 40 }, services).step(flow, at()).dataSync();
    expectClose('end', end, solution([1, -2], 0.25, 0.75), { absolute: 1e-6 });
  });
});
