import {
  type DrawnRows,
  type Flow,
  type FlowLine,
  type FlowPoint,
  type Tensor,
  type Tensor2D,
  tf,
} from '@highorder/core';
import {
  exampleRows,
  exampleStep,
  exampleTimes,
  expectClose,
  flowOf,
  gradientsOf,
  lossContract,
  type LossSolution,
  prepareTensors,
  straightPath,
  variancePreservingPath,
  withParts,
} from '@highorder/testkit';
import { beforeAll, describe, expect, test } from 'vitest';
import meanFlow from './mean-flow.ts';

const plugin = withParts(meanFlow, { times: exampleTimes });

/**
 * The velocity of a pair is off that of the flow by w, and what the loss regresses by w + d (w . grad) u_1, which is w stretched as
 * the flow stretches over the step. The weight is 1/(square + constant)^power. With a power above 0 the exact flow is solved by pairs
 * that lie to both sides alike, as here; where they do not, the weight makes a robust mean of them, and another flow.
 */
const scattered = (power: number, constant = 0.01): LossSolution => ({
  weighsByError: power > 0,
  least: ({ sumOverAxes }) =>
    sumOverAxes(({ variance, stretch }) => variance(1) * stretch ** 2).map(
      (square) => square / (square + constant) ** power,
    ),
});

lossContract(plugin, { solution: scattered(1) });
lossContract(plugin, { options: { power: 0, share: 0.5 }, solution: scattered(0) });
lossContract(plugin, { options: { power: 0.5, constant: 1 }, solution: scattered(0.5, 1) });

beforeAll(prepareTensors);

const rows = exampleRows({ steps: true });

/** (e^d - 1) / d and its derivative, 1 and 1/2 at 0. */
const growth = (d: number) => (d === 0 ? 1 : Math.expm1(d) / d);
const growthSlope = (d: number) => (d === 0 ? 0.5 : (Math.exp(d) * (d - 1) + 1) / (d * d));
const ofSteps = (f: (d: number) => number): Tensor2D => tf.tensor2d(Array.from(rows.d, (d) => [f(d)]));

/** The average velocity of x' = x: x (e^d - 1) / d. */
const exact: Flow = flowOf(2, 1, ({ x }) => tf.mul(x, ofSteps(growth)));

function exactAlong(_: Flow, { x }: FlowPoint, line: FlowLine): readonly Tensor2D[] {
  const byPoint = tf.mul(line.x, ofSteps(growth));
  const byStep = tf.mul(tf.mul(x, line.d), ofSteps(growthSlope));
  return [tf.mul(x, ofSteps(growth)), tf.add(byPoint, byStep)];
}

/** Pairs whose path at t moves as x' = x does: x1 - x0 = x(t) on the straight path. */
function pairsOnTheFlow(): DrawnRows {
  const { t, x0 } = rows;
  const at = (index: number) => Number(t[Math.floor(index / 2)]);
  // x0 + t (x1 - x0) = x1 - x0, but for t = 1, where x0 must be 0.
  const start = x0.map((value, index) => (at(index) === 1 ? 0 : value));
  const move = start.map((value, index) =>
    at(index) === 1 ? Number(rows.x1[index]) : value / (1 - at(index)),
  );
  return { ...rows, x0: start, x1: start.map((value, index) => value + Number(move[index])) };
}

describe('the exact average velocity of a linear field', () => {
  const drawn = pairsOnTheFlow();
  const size = Math.max(...drawn.x1.map((value) => value * value));

  test('has no loss', () => {
    const term = plugin.make({ power: 0 });
    const loss = term.evaluate(exampleStep(term, { rows: drawn, flow: exact, along: exactAlong })).dataSync();
    expectClose('loss', loss, new Array<number>(12).fill(0), { absolute: 1e-9 * size });
  });

  test('has one where the derivative is taken with the step fixed instead of the endpoint', () => {
    const term = plugin.make({ power: 0 });
    const along = (flow: Flow, at: FlowPoint, line: FlowLine) => exactAlong(flow, at, { ...line, d: 0 });
    const loss = term.evaluate(exampleStep(term, { rows: drawn, flow: exact, along })).dataSync();
    rows.d.forEach((d, row) =>
      d > 0 ? expect(loss[row]).toBeGreaterThan(1e-4) : expect(loss[row]).toBeCloseTo(0, 5),
    );
  });
});

describe('the loss', () => {
  /** A flow that predicts `value` [2], whose derivative along any line is `change` [2]. */
  const step = (value: Tensor, change: readonly number[], options: Readonly<Record<string, unknown>>) => {
    const term = plugin.make(options);
    const flow = flowOf(2, 1, ({ x }) => tf.add(tf.zerosLike(x), value));
    const along = () => [tf.zeros<tf.Rank.R2>([12, 2]), tf.tile(tf.tensor2d([[...change]]), [12, 1])];
    return term.evaluate(exampleStep(term, { rows: still, flow, along }));
  };
  /** Pairs that stay at 0, so that v = 0 and the target is d times the change. */
  const still = { ...rows, x0: new Float64Array(24), x1: new Float64Array(24) };

  test('is the squared distance from v + d Du', () => {
    const loss = step(tf.tensor1d([3, 4]), [1, 2], { power: 0 }).dataSync();
    const expected = Array.from(rows.d, (d) => (3 - d) ** 2 + (4 - 2 * d) ** 2);
    expectClose('loss', loss, expected, { relative: 1e-5 });
  });

  test('has gradient 2 w (u - target), with weight and target held', () => {
    const { value } = gradientsOf(
      ({ value: given }) => tf.sum(step(given as Tensor, [0, 0], { power: 1, constant: 5 })),
      {
        value: tf.tensor1d([3, 4]),
      },
    );
    // |u|^2 = 25, so w = 1/30; twelve rows.
    expectClose('gradient', value ?? [], [(12 * 2 * 3) / 30, (12 * 2 * 4) / 30], { relative: 1e-5 });
  });

  test('a power of 1 weighs all rows alike: it tends to 1 for large errors', () => {
    const loss = step(tf.tensor1d([300, 400]), [0, 0], {}).dataSync();
    expectClose('loss', loss, new Array<number>(12).fill(1), { relative: 1e-5 });
  });

  test('rows beyond the domain of the velocity do not count', () => {
    const term = plugin.make({});
    const path = variancePreservingPath;
    const loss = term
      .evaluate(exampleStep(term, { rows, flow: exact, along: exactAlong, interpolant: path }))
      .dataSync();
    rows.t.forEach((t, row) => {
      if (t > path.domain(1).to) expect(loss[row]).toBe(0);
      else expect(loss[row]).toBeGreaterThan(0);
    });
    expect(straightPath.domain(1).to).toBe(1);
  });
});

test('what it says of itself', () => {
  const term = plugin.make({ share: 0.4 });
  expect(term).toMatchObject({ name: 'mean-flow', orders: [1], defaultWeight: 1, differentiatesFlow: true });
  expect(term.rows).toMatchObject({ name: 'time-pairs', share: 0.4, times: exampleTimes });
  expect(() => plugin.make({ power: -1 })).toThrow();
  expect(() => plugin.make({ constant: 0 })).toThrow();
});
