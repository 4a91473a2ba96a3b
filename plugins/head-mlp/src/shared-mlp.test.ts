import { createFlow, identityClock, InputError, type Parameters, randomStream, tf } from '@highorder/core';
import { headContract, prepareTensors } from '@highorder/testkit';
import { beforeAll, describe, expect, test } from 'vitest';
import sharedMlp from './shared-mlp.ts';

headContract(sharedMlp, { options: { hidden: [8, 8] } });
headContract(sharedMlp, { options: { orders: [2, 3], hidden: [8], activation: 'silu', fourier: 1 } });
headContract(sharedMlp, { options: { orders: [1, 2, 3], hidden: [8], sees: ['x', 't'], gains: [1, 2, 3] } });

beforeAll(prepareTensors);

function firstParameters(head: ReturnType<typeof sharedMlp.make>): Parameters {
  return Object.fromEntries(
    head.parameters(2).map((spec) => {
      const values = spec.initial(randomStream({ seed: 1, purpose: spec.name }));
      return [spec.name, tf.tensor(Float32Array.from(values), [...spec.shape])];
    }),
  );
}

test('one trunk, and an output for each order', () => {
  const shapes = sharedMlp
    .make({ orders: [1, 2], hidden: [7] })
    .parameters(3)
    .map(({ name, shape }) => [name, ...shape]);
  expect(shapes).toEqual([
    ['trunk.0.weight', 5, 7],
    ['trunk.0.bias', 7],
    ['outputs.1.weight', 7, 3],
    ['outputs.1.bias', 3],
    ['outputs.2.weight', 7, 3],
    ['outputs.2.bias', 3],
  ]);
});

test('with equal output layers, orders differ by their typical sizes', () => {
  const head = sharedMlp.make({ hidden: [6] });
  const parameters = firstParameters(head);
  const equal = { ...parameters, 'outputs.2.weight': parameters['outputs.1.weight'] ?? tf.scalar(0) };
  const inputs = {
    x: tf.tensor2d([[0.3, -0.7]]),
    t: tf.tensor2d([[0.25]]),
    d: tf.tensor2d([[0.5]]),
    lower: [],
  };
  const [first, second] = head.predict(equal, inputs).map((output) => output.dataSync());
  expect(Number(second?.[0]) / Number(first?.[0])).toBeCloseTo(5, 5);
});

test('a flow asks the shared network once for all its orders', () => {
  const head = sharedMlp.make({ hidden: [4] });
  let runs = 0;
  const counted: typeof head = {
    ...head,
    predict(parameters, inputs) {
      runs += 1;
      return head.predict(parameters, inputs);
    },
  };
  const view = { clock: identityClock, view: (x: ReturnType<typeof tf.tensor2d>) => x };
  const flow = createFlow({
    dimension: 2,
    heads: [{ head: counted, parameters: firstParameters(head) }],
    view,
  });
  const derivatives = flow.at({ x: tf.ones([1, 2]), t: tf.zeros([1, 1]), d: tf.zeros([1, 1]) });
  derivatives.order(2);
  derivatives.order(1);
  expect(runs).toBe(1);
});

describe('refuses', () => {
  test('orders with a gap', () => {
    const make = () => sharedMlp.make({ orders: [1, 3] });
    expect(make).toThrow(InputError);
    expect(make).toThrow(
      /Orders \[1, 3\] are not consecutive[^]*Way out: Give the other orders a head of their own/,
    );
  });

  test('gains that do not match the orders', () => {
    expect(() => sharedMlp.make({ gains: [1] })).toThrow(/1 gains for 2 orders/);
  });

  test('lower orders where its first is order 1', () => {
    expect(() => sharedMlp.make({ sees: ['x', 'lower'] })).toThrow(/cannot see "lower"/);
  });
});
