import {
  type DrawnRows,
  equalMixture,
  factorial,
  type Scalar,
  type Tensor,
  type Tensor2D,
  tf,
} from '@highorder/core';
import {
  averagedFlow,
  type DifferentiableFlow,
  exampleParameters,
  exampleRows,
  exampleStep,
  exampleTimes,
  expectClose,
  flowOf,
  gradientsOf,
  lossContract,
  mixtureTrajectories,
  prepareTensors,
  straightPath,
  trainableFlow,
  turningTrajectories,
  variancePreservingPath,
  withParts,
} from '@highorder/testkit';
import { beforeAll, describe, expect, test } from 'vitest';
import meanFlow from './mean-flow.ts';

const plugin = withParts(meanFlow, { times: exampleTimes });

lossContract(plugin, { options: { order: 2 } });
lossContract(plugin, {
  options: { order: 2, velocity: 'conditional', power: 0 },
  solution: {
    // A velocity off by w moves d/2 DU_2 by (d/2) (w . grad) U_2 = (stretch - 1 - d du/dx)/d w; s is max(d, 1/16)/2.
    least: ({ sumOverAxes }) =>
      sumOverAxes(({ d, variance, growth, stretch }) =>
        d === 0 ? 0 : ((Math.max(d, 1 / 16) / 2) * ((stretch - 1 - d * growth(1)) / d)) ** 2 * variance(1),
      ),
  },
});
lossContract(plugin, { options: { order: 3, power: 0 } });
lossContract(plugin, { options: { order: 1, velocity: 'flow' } });

beforeAll(prepareTensors);

const whole = exampleRows({ steps: true });
/** Times and steps within [0.1, 0.9], since exact averages are differentiated to both sides. */
const rows: DrawnRows = { ...whole, t: whole.t.map((t) => 0.1 + 0.8 * t), d: whole.d.map((d) => 0.8 * d) };
const nothing = new Array<number>(12).fill(0);

const fields = {
  'a turning linear field': turningTrajectories(),
  'a Gaussian to three': mixtureTrajectories({
    source: equalMixture([[0, 0]], 1),
    target: equalMixture(
      [
        [2, 0],
        [-1, 1.7],
        [-1, -1.7],
      ],
      0.6,
    ),
    interpolant: straightPath,
  }),
};

describe.each(Object.entries(fields))('the exact averages of %s', (_, trajectories) => {
  test.each([1, 2, 3])('of order %i have no loss', (order) => {
    const term = plugin.make({ order, velocity: 'flow', power: 0 });
    const flow = averagedFlow(trajectories, order);
    // Errors of 2e-4 in U_K, and in velocities of a row 1/K! of that: float32, and differences in t and d.
    const loss = term.evaluate(exampleStep(term, { rows, flow })).dataSync();
    expectClose('loss', loss, nothing, { absolute: 4e-8 });
  });

  test.each([2, 3])('of order %i have one where the average is another', (order) => {
    const term = plugin.make({ order, velocity: 'flow', power: 0 });
    const flow = averagedFlow(trajectories, order);
    // The instantaneous derivative instead of the average: right at d = 0 alone.
    const wrong: DifferentiableFlow = {
      ...flow,
      at: (point) => ({ order: (k) => flow.at({ ...point, d: tf.zerosLike(point.d) }).order(k) }),
    };
    const loss = term.evaluate(exampleStep(term, { rows, flow: wrong })).dataSync();
    rows.d.forEach((d, row) =>
      d >= 0.2 ? expect(loss[row]).toBeGreaterThan(1e-7) : d === 0 && expect(loss[row]).toBeLessThan(4e-8),
    );
  });
});

describe('the velocity with which a point moves', () => {
  const own = Array.from({ length: 12 }, (_, row) => [row, 1]);
  const moves = (options: Readonly<Record<string, unknown>>) => {
    const term = plugin.make(options);
    const [velocity, zero] = [tf.tensor2d(own), tf.zeros<tf.Rank.R2>([12, 2])];
    let asked: readonly number[] = [];
    const step = exampleStep(term, {
      rows,
      flow: flowOf(2, 2, () => zero),
      material: (_, at) => {
        expect(Array.from(at.d.dataSync())).toEqual(nothing);
        return [velocity, zero];
      },
      along(_, __, line) {
        asked = line.x === 0 ? [] : Array.from(line.x.dataSync());
        return [zero, zero];
      },
    });
    term.evaluate(step);
    return asked;
  };

  test('is that of the flow at d = 0, without being told so from order 2 on', () => {
    expect(moves({ order: 2 })).toEqual(own.flat());
    expect(moves({ order: 1, velocity: 'flow' })).toEqual(own.flat());
  });

  test('is that of the pair where asked for: x1 - x0 on the straight path', () => {
    const expected = Float32Array.from(rows.x1, (value, index) => value - Number(rows.x0[index]));
    expectClose('velocity', moves({ order: 2, velocity: 'conditional' }), expected, { relative: 1e-6 });
    expectClose('velocity', moves({ order: 1 }), expected, { relative: 1e-6 });
  });

  test('rows beyond its domain count where it is that of the flow', () => {
    const lossWith = (velocity: string) => {
      const term = plugin.make({ order: 2, velocity });
      const flow = trainableFlow(2, exampleParameters(2, 1));
      return term
        .evaluate(exampleStep(term, { rows: whole, flow, interpolant: variancePreservingPath }))
        .dataSync();
    };
    const late = whole.t.findIndex((t) => t > variancePreservingPath.domain(1).to);
    expect(lossWith('conditional')[late]).toBe(0);
    expect(lossWith('flow')[late]).toBeGreaterThan(0);
  });
});

describe('the loss', () => {
  test('is the squared error in units of velocity: (d/2)^2 for order 2, with a floor', () => {
    const term = plugin.make({ order: 2, power: 0, referenceStep: 0.25 });
    const flow = flowOf(2, 2, ({ x }, k) =>
      k === 1 ? tf.zerosLike(x) : tf.add(tf.zerosLike(x), tf.tensor1d([3, 4])),
    );
    const zero = tf.zeros<tf.Rank.R2>([12, 2]);
    const step = exampleStep(term, {
      rows: whole,
      flow,
      material: () => [zero, zero],
      along: () => [zero, zero],
    });
    const expected = Array.from(whole.d, (d) => 25 * (Math.max(d, 0.25) / 2) ** 2);
    expectClose('loss', term.evaluate(step).dataSync(), expected, { relative: 1e-5 });
  });

  test('of order 3 adds a third of d times the change along the flow to the material derivative', () => {
    const term = plugin.make({ order: 3, power: 0, referenceStep: 1 });
    const [one, zero] = [tf.ones<tf.Rank.R2>([12, 2]), tf.zeros<tf.Rank.R2>([12, 2])];
    const lines: { readonly t: number; readonly d: number; readonly head: number | undefined }[] = [];
    const step = exampleStep(term, {
      rows: whole,
      flow: flowOf(2, 3, () => zero),
      material: () => [zero, zero, tf.mul(one, 5)],
      along(_, __, { t, d }, ___, head) {
        lines.push({ t, d, head });
        return [zero, tf.mul(one, 6)];
      },
    });
    // |0 - (5 + d/3 6)|^2 (1/6)^2 in two coordinates.
    const expected = Array.from(whole.d, (d) => (2 * (5 + 2 * d) ** 2) / 36);
    expectClose('loss', term.evaluate(step).dataSync(), expected, { relative: 1e-5 });
    expect(lines).toEqual([{ t: 1, d: -1, head: 3 }]);
  });

  test('keeps the gradient out of its target', () => {
    const term = plugin.make({ order: 2, power: 0 });
    const parameters = exampleParameters(2, 1);
    const { trained } = gradientsOf(
      ({ trained: given }) =>
        tf.mean<Scalar>(
          term.evaluate(exampleStep(term, { rows: whole, flow: trainableFlow(2, given as Tensor) })),
        ),
      { trained: parameters },
    );
    // u_1 is in the target alone.
    expect(Array.from(trained ?? []).slice(0, 8)).toEqual(new Array(8).fill(0));
    expect(
      Array.from(trained ?? [])
        .slice(8)
        .every((value) => value !== 0),
    ).toBe(true);
  });
});

/**
 * Averages of x' = x in a family of eight parameters: U_K = (sum_m p_m T_m(2 d - 1)) x, Chebyshev polynomials, which are
 * orthogonal on the steps of the rows. Lower heads are x, as matching teaches them.
 */
describe("iterated on x' = x", () => {
  const PARAMETERS = 8;
  const points = 12;
  const steps = Float64Array.from(
    { length: points },
    (_, row) => (1 + Math.cos((Math.PI * (row + 0.5)) / points)) / 2,
  );
  const angleOf = (d: number) => Math.acos(2 * d - 1);
  const table = (f: (m: number, d: number) => number) =>
    tf.tensor2d(Array.from(steps, (d) => Array.from({ length: PARAMETERS }, (_, m) => f(m, d))));
  /** T_m(2 d - 1) and its derivative in d. */
  const chebyshev = (m: number, d: number) => Math.cos(m * angleOf(d));
  const slope = (m: number, d: number) => (2 * m * Math.sin(m * angleOf(d))) / Math.sin(angleOf(d));
  const drawn: DrawnRows = {
    rows: points,
    dimension: 1,
    x0: new Float64Array(points).fill(1),
    x1: new Float64Array(points),
    t: new Float64Array(points),
    d: steps,
  };

  test.each([1, 2, 3])('order %i: the Taylor step with the average grows to e at d = 1', (order) => {
    const term = plugin.make({ order, velocity: 'flow', power: 0, referenceStep: 1 });
    const [values, slopes] = [table(chebyshev), table(slope)];
    const loss = (parameters: Tensor): Scalar => {
      const column: Tensor2D = tf.reshape(parameters, [PARAMETERS, 1]);
      const growth: Tensor2D = tf.matMul(values, column);
      const flow = flowOf(1, order, ({ x }, k) => (k < order ? x : tf.mul(growth, x)));
      const step = exampleStep(term, {
        rows: drawn,
        flow,
        material: (_, { x }, count) => Array.from({ length: count }, () => x),
        along: (_, { x }, line) => [
          tf.mul(growth, x),
          tf.add(tf.mul(growth, line.x), tf.mul(tf.matMul(slopes, column), tf.mul(x, line.d))),
        ],
      });
      return tf.mean(term.evaluate(step));
    };
    // A part of the way to the least loss with the target held: all of it would not converge.
    const part = 0.2 * factorial(order) ** 2;
    let parameters = new Float64Array(PARAMETERS);
    for (let iteration = 0; iteration < 100; iteration++) {
      const { p } = gradientsOf(({ p: given }) => loss(given as Tensor), {
        p: tf.tensor1d(Float32Array.from(parameters)),
      });
      // The mean of T_m^2 over the steps is 1 for m = 0, else 1/2; the loss has twice that as its second derivative.
      parameters = parameters.map((value, m) => value - (part * Number(p?.[m])) / (m === 0 ? 2 : 1));
    }
    const reached = (d: number) => {
      const average = parameters.reduce((sum, value, m) => sum + value * chebyshev(m, d), 0);
      const known = Array.from({ length: order }, (_, k) => d ** k / factorial(k));
      return known.reduce((sum, value) => sum + value, (d ** order / factorial(order)) * average);
    };
    for (const d of [0.25, 0.6, 1])
      expectClose(`growth to ${d}`, reached(d), Math.exp(d), { absolute: 1e-5 });
  });
});

test('what it says of itself', () => {
  expect(plugin.make({}).layout).toBeUndefined();
  expect(plugin.make({ order: 3 })).toMatchObject({
    name: 'mean-flow-3',
    orders: [1, 3],
    layout: { instantaneous: [1, 2], average: 3 },
    rows: { name: 'time-pairs' },
  });
  expect(() => plugin.make({ order: 0 })).toThrow();
  expect(() => plugin.make({ velocity: 'mean' })).toThrow();
});
