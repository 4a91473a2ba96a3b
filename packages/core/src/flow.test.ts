import { beforeAll, describe, expect, test } from 'vitest';
import { type Clock, identityClock } from './clock.ts';
import { type BoundHead, createFlow, type FlowPoint, withSeenStep } from './flow.ts';
import type { HeadInputName, HeadInputs, OrderHead } from './order-head.ts';
import type { NetworkView } from './preconditioning.ts';
import { stopGradient } from './stop-gradient.ts';
import { type Tensor, type Tensor2D, tf } from './tensor.ts';

beforeAll(async () => {
  tf.env().set('PROD', true);
  await tf.setBackend('cpu');
});

const plainView: NetworkView = { clock: identityClock, view: (x) => x };

const point = (): FlowPoint => ({
  x: tf.tensor2d([[1, 2]]),
  t: tf.tensor2d([[0.25]]),
  d: tf.tensor2d([[0.25]]),
});

/** A head that counts its calls, keeps its inputs and answers with fixed values a row: 10 * order. */
function spyHead(orders: readonly number[], sees: readonly HeadInputName[] = ['x', 't', 'd', 'lower']) {
  const calls: HeadInputs[] = [];
  const head: OrderHead = {
    orders,
    sees,
    parameters: () => [],
    predict(_parameters, inputs) {
      calls.push(inputs);
      return orders.map((order) => tf.tensor2d([[10 * order, 10 * order]]));
    },
  };
  const bound: BoundHead = { head, parameters: {} };
  return { bound, calls };
}

const numbers = (tensor: Tensor2D) => Array.from(tensor.dataSync());

describe('a flow', () => {
  test('knows its orders and dimension', () => {
    const heads = [spyHead([1]).bound, spyHead([2, 3]).bound];
    const flow = createFlow({ dimension: 2, heads, view: plainView });
    expect(flow).toMatchObject({ dimension: 2, orders: [1, 2, 3] });
  });

  test('runs no network before an order is asked for, and each once', () => {
    const [first, second, third] = [spyHead([1]), spyHead([2]), spyHead([3])];
    const heads = [first.bound, second.bound, third.bound];
    const derivatives = createFlow({ dimension: 2, heads, view: plainView }).at(point());
    expect(first.calls).toHaveLength(0);
    expect(numbers(derivatives.order(2))).toEqual([20, 20]);
    expect([first.calls.length, second.calls.length, third.calls.length]).toEqual([1, 1, 0]);
    expect(derivatives.order(2)).toBe(derivatives.order(2));
    derivatives.order(1);
    derivatives.order(3);
    expect([first.calls.length, second.calls.length, third.calls.length]).toEqual([1, 1, 1]);
  });

  test('gives every head the condition of the rows, whatever step it is told', () => {
    const [first, second] = [spyHead([1]), spyHead([2])];
    const flow = createFlow({ dimension: 2, heads: [first.bound, second.bound], view: plainView });
    const condition: Tensor2D = tf.tensor2d([[0, 1]]);
    flow.at({ ...point(), condition }).order(2);
    withSeenStep(flow, tf.tensor2d([[0]]))
      .at({ ...point(), condition })
      .order(1);
    expect([...first.calls, ...second.calls].map((inputs) => inputs.condition === condition)).toEqual([
      true,
      true,
      true,
    ]);
  });

  test('gives a head the outputs of all lower orders, in order', () => {
    const third = spyHead([3]);
    const heads = [spyHead([1, 2]).bound, third.bound];
    createFlow({ dimension: 2, heads, view: plainView }).at(point()).order(3);
    expect(third.calls[0]?.lower.map(numbers)).toEqual([
      [10, 10],
      [20, 20],
    ]);
  });

  test('does not run lower heads for one that does not look at them', () => {
    const first = spyHead([1]);
    const second = spyHead([2], ['x', 't']);
    createFlow({ dimension: 2, heads: [first.bound, second.bound], view: plainView })
      .at(point())
      .order(2);
    expect(first.calls).toHaveLength(0);
    expect(second.calls[0]?.lower).toEqual([]);
  });

  test('multiplies order k by the rate of the clock to the power k - 1, and tells networks what was emitted', () => {
    const third = spyHead([3]);
    const heads = [spyHead([1]).bound, spyHead([2]).bound, third.bound];
    // 1/4 + 2 * 1/4 = 3/4 at the point of these tests.
    const view: NetworkView = { ...plainView, rate: (t, d) => tf.add(t, tf.mul(2, d)) };
    const derivatives = createFlow({ dimension: 2, heads, view }).at(point());
    expect([1, 2, 3].map((k) => numbers(derivatives.order(k)))).toEqual([
      [10, 10],
      [15, 15],
      [30 * 0.75 ** 2, 30 * 0.75 ** 2],
    ]);
    expect(third.calls[0]?.lower.map(numbers)).toEqual([
      [10, 10],
      [20, 20],
    ]);
    expect(derivatives.order(3)).toBe(derivatives.order(3));
    expect(third.calls).toHaveLength(1);
  });

  test('runs a shared head once for all of its orders', () => {
    const shared = spyHead([1, 2]);
    const derivatives = createFlow({ dimension: 2, heads: [shared.bound], view: plainView }).at(point());
    expect([numbers(derivatives.order(1)), numbers(derivatives.order(2))]).toEqual([
      [10, 10],
      [20, 20],
    ]);
    expect(shared.calls).toHaveLength(1);
  });

  test('shows networks x through the view, the clock for t, and the difference of clocks for d', () => {
    const squares: Clock = {
      reading: (t) => t * t,
      time: Math.sqrt,
      readingOf: (t): Tensor2D => tf.square(t),
    };
    const view: NetworkView = { clock: squares, view: (x, t) => tf.div(x, t) };
    const head = spyHead([1]);
    createFlow({ dimension: 2, heads: [head.bound], view })
      .at(point())
      .order(1);
    const [seen] = head.calls;
    expect(seen && numbers(seen.x)).toEqual([4, 8]);
    expect(seen && numbers(seen.t)).toEqual([0.0625]);
    expect(seen && numbers(seen.d)).toEqual([0.5 ** 2 - 0.25 ** 2]);
  });

  test('lets gradients through to x, t, d and parameters', () => {
    const head: OrderHead = {
      orders: [1],
      sees: ['x', 't', 'd'],
      parameters: () => [],
      predict: ({ weight }, { x, t, d }) => [tf.mul(tf.mul(x, tf.mul(t, d)), weight ?? 0)],
    };
    const { x, t, d } = point();
    const total = (weight: Tensor, ...at: readonly Tensor2D[]) => {
      const flow = createFlow({ dimension: 2, heads: [{ head, parameters: { weight } }], view: plainView });
      return tf.sum(flow.at({ x: at[0] ?? x, t: at[1] ?? t, d: at[2] ?? d }).order(1));
    };
    // tf.grads forgets the ranks of its arguments.
    const gradientOf = tf.grads((weight, ...at) => total(weight as Tensor, ...(at as Tensor2D[])));
    const gradients = gradientOf([tf.scalar(3), x, t, d]);
    // total = weight t d (x_1 + x_2) = 3 * 0.25 * 0.25 * 3
    expect(gradients.map((gradient) => Array.from(gradient.dataSync()))).toEqual([
      [0.1875],
      [0.1875, 0.1875],
      [2.25],
      [2.25],
    ]);
  });

  test('says which head is missing', () => {
    const flow = createFlow({
      dimension: 2,
      heads: [spyHead([1]).bound, spyHead([2]).bound],
      view: plainView,
    });
    expect(() => flow.at(point()).order(3)).toThrow(
      'The flow has no head of order 3; heads have orders 1, 2.\n' +
        '  Way out: Add a head of order 3, or drop what asks for it.',
    );
  });
});

test('withSeenStep tells networks another step than the one taken', () => {
  const head = spyHead([1]);
  const flow = withSeenStep(
    createFlow({ dimension: 2, heads: [head.bound], view: plainView }),
    tf.tensor2d([[0.125]]),
  );
  flow.at(point()).order(1);
  expect(head.calls.map(({ d }) => numbers(d))).toEqual([[0.125]]);
  expect(flow).toMatchObject({ dimension: 2, orders: [1] });
});

test('what a stopGradient asked for first is made anew, with gradients, where it is asked for again', () => {
  const gradient = tf.grad((slope) => {
    const head: OrderHead = {
      orders: [1],
      sees: ['x'],
      parameters: () => [],
      predict: (_, { x }) => [tf.mul<Tensor2D>(x, slope)],
    };
    const flow = createFlow({ dimension: 2, heads: [{ head, parameters: {} }], view: plainView });
    const derivatives = flow.at(point());
    const constant = stopGradient(() => tf.square(derivatives.order(1)));
    return tf.sum(tf.mul(constant, derivatives.order(1)));
  });
  // The sum over x = 1, 2 of (3x)^2 held constant times ax, differentiated in a at a = 3.
  expect(gradient(tf.scalar(3)).dataSync()[0]).toBeCloseTo(9 * 1 + 36 * 2, 4);
});
