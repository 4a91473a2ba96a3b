import { type Flow, type Integrator, type Scalar, type Tensor, type Tensor2D, tf } from '@highorder/core';
import {
  averagedFlow,
  exampleContext,
  exampleParameters,
  exampleRows,
  exampleStep,
  exampleTimes,
  expectClose,
  flowOf,
  gradientsOf,
  lossContract,
  type LossSolution,
  prepareTensors,
  trainableFlow,
  turningTrajectories,
  valuesOf,
  withParts,
} from '@highorder/testkit';
import { beforeAll, describe, expect, test } from 'vitest';
import baseStep from './base-step.ts';

/** The midpoint rule, which tells the flow the step that it takes: the term must make it see 0. */
const midpoint: Integrator = {
  order: 2,
  derivatives: 1,
  evaluations: 2,
  step(flow, from) {
    const { x, t, d } = from;
    const half: Tensor2D = tf.div(d, 2);
    const middle: Tensor2D = tf.add(x, tf.mul(half, flow.at(from).order(1)));
    return tf.add(x, tf.mul(d, flow.at({ ...from, x: middle, t: tf.add(t, half) }).order(1)));
  },
};

const withIntegrator = (integrator: Integrator) =>
  withParts(baseStep, { integrator, times: { ...exampleTimes } });
const plugin = withIntegrator(midpoint);

/** Heads whose step of any length is one of the midpoint rule along the exact velocity, in float64. */
const midpointHeads = (highest: number): LossSolution => ({
  flow({ trajectories }) {
    const { derivative } = trajectories;
    const moved = (x: Float64Array, velocity: Float64Array, d: number) =>
      x.map((value, axis) => value + d * Number(velocity[axis]));
    return averagedFlow(
      {
        ...trajectories,
        move(x, from, to) {
          const half = (to - from) / 2;
          return moved(x, derivative(moved(x, derivative(x, from, 1), half), from + half, 1), 2 * half);
        },
      },
      highest,
    );
  },
});

lossContract(plugin, { solution: midpointHeads(1) });
lossContract(plugin, { options: { teacher: 'average' }, targets: 'teacher', solution: midpointHeads(3) });

beforeAll(prepareTensors);

const rows = exampleRows({ steps: true });
const term = plugin.make();

describe('what the loss is', () => {
  test("of Euler's step of x' = x, whose midpoint step adds d^2/2 x: d^2/4 |x|^2", () => {
    const flow = flowOf(2, 1, ({ x }) => x);
    const step = exampleStep(term, { rows, flow });
    const x = step.at.x.dataSync();
    const expected = Array.from(rows.d, (d, row) => {
      const size = Math.hypot(Number(x[2 * row]), Number(x[2 * row + 1]));
      return (d * size) ** 2 / 4;
    });
    expectClose('loss', valuesOf(term.evaluate(step)), expected, { relative: 1e-4, absolute: 1e-9 });
  });

  // u_k = a_k for k < K, u_K the exact average: Phi is exact, whatever its order.
  test.each([1, 2, 3])('0 for exact heads of order %i and an exact integrator', (order) => {
    const trajectories = turningTrajectories();
    const flow = averagedFlow(trajectories, order);
    const inner = { ...rows, t: rows.t.map((t) => 0.1 + 0.8 * t), d: rows.d.map((d) => 0.8 * d) };
    const exact: Integrator = {
      ...midpoint,
      // Many short steps of the midpoint rule: an error of order (1/200)^2.
      step: (given, from) =>
        Array.from({ length: 200 }).reduce<Tensor2D>((x, _, index) => {
          const d: Tensor2D = tf.div(from.d, 200);
          return midpoint.step(given, { x, t: tf.add(from.t, tf.mul(d, index)), d });
        }, from.x),
    };
    const loss = valuesOf(
      withIntegrator(exact)
        .make()
        .evaluate(exampleStep(term, { rows: inner, flow })),
    );
    expectClose('loss', loss, new Array<number>(12).fill(0), { absolute: 1e-7 });
  });

  test('the integrator sees instantaneous velocities, the step of the flow its own length', () => {
    const steps: number[][] = [];
    const inner = flowOf(2, 1, ({ x }) => x);
    const flow: Flow = {
      ...inner,
      at(point) {
        steps.push(Array.from(point.d.dataSync()));
        return inner.at(point);
      },
    };
    term.evaluate(exampleStep(term, { rows, flow }));
    const asked = (each: readonly number[]) => steps.filter((found) => String(found) === String(each)).length;
    expect(asked(new Array<number>(12).fill(0))).toBe(2);
    expect(asked(Array.from(Float32Array.from(rows.d)))).toBeGreaterThan(0);
  });
});

describe('the target is a constant', () => {
  const gradient = (teacher: 'current' | 'average', averaged: Tensor) => {
    const chosen = plugin.make({ teacher });
    const loss = ({ trained }: Readonly<Record<string, Tensor>>) => {
      const flow: Flow = trainableFlow(2, trained as Tensor);
      const step = exampleStep(chosen, { rows, flow, teacher: trainableFlow(2, averaged) });
      return tf.mean<Scalar>(chosen.evaluate(step));
    };
    return Array.from(gradientsOf(loss, { trained: exampleParameters(2, 1) })['trained'] ?? []);
  };

  test('the gradient is that with the same target from another flow', () => {
    const same = gradient('average', exampleParameters(2, 1));
    expectClose('gradient', gradient('current', exampleParameters(2, 2)), same, {
      relative: 1e-5,
      absolute: 1e-7,
    });
    expect(same).not.toEqual(gradient('average', exampleParameters(2, 2)));
  });
});

test('says what it needs: the orders of its integrator, rows of its own, and 0 for no step', () => {
  expect(term).toMatchObject({ name: 'base-step', orders: [1], defaultWeight: 1 });
  expect(term.rows).toMatchObject({ name: 'base', share: 0.1 });
  expect(withIntegrator({ ...midpoint, derivatives: 2 }).make().orders).toEqual([1, 2]);
  const still = { ...rows, d: Float64Array.from(rows.d, (_, row) => (row === 0 ? 0 : 0.5)) };
  const { rate } = term.prepare?.(still, exampleContext) ?? {};
  expect(Array.from(rate?.values ?? [])).toEqual([0, ...new Array<number>(11).fill(2)]);
});
