import {
  type DrawnRows,
  type Flow,
  type FlowLine,
  type FlowPoint,
  InputError,
  type LossTerm,
  type Scalar,
  type Tensor,
  type Tensor1D,
  type Tensor2D,
  tf,
  type TimeSampler,
  type TrainingStep,
} from '@highorder/core';
import {
  averagedFlow,
  changingFlow,
  exampleContext,
  type ExampleFlow,
  exampleParameters,
  exampleRows,
  exampleStep,
  exampleTimes,
  expectClose,
  finiteDifference,
  flowOf,
  gradientsOf,
  lossContract,
  prepareTensors,
  restingFlow,
  rotatingFlow,
  trainableFlow,
  turningTrajectories,
  withParts,
} from '@highorder/testkit';
import { beforeAll, describe, expect, test } from 'vitest';
import selfConsistency from './self-consistency.ts';

/** Steps of any length: no finest one. */
const anyStep: TimeSampler = { draw: exampleTimes.draw };
const plugin = withParts(selfConsistency, { times: anyStep });
const held = ['velocity', 'step', 'none'] as const;

for (const side of held) lossContract(plugin, { options: { rule: 'lagrangian', held: side } });
// The place at which the teacher is asked is where the step in training ends.
lossContract(plugin, {
  options: { rule: 'lagrangian', teacher: 'average' },
  targets: 'both',
  solution: { highest: 2 },
});

beforeAll(prepareTensors);

const rows = exampleRows({ steps: true });
/** Rows of steps from t >= 0.1, since exact averages are differentiated to both sides in t and d. */
const inner: DrawnRows = { ...rows, t: rows.t.map((t) => 0.1 + 0.8 * t), d: rows.d.map((d) => 0.8 * d) };
const term = plugin.make({ rule: 'lagrangian' });
const nothing = new Array<number>(12).fill(0);

/** Where the exact solution ends, and how fast that moves with d, by differences in float64. */
function exactAdvance({ solution }: ExampleFlow): TrainingStep['advanceAlong'] {
  return (_, { x, t, d }: FlowPoint, line: FlowLine, order) => {
    expect(line).toEqual({ x: 0, t: 0, d: 1 });
    const [points, times, steps] = [x.dataSync(), t.dataSync(), d.dataSync()];
    const end = (row: number, by: number) =>
      solution(points.slice(2 * row, 2 * row + 2), Number(times[row]), Number(times[row]) + by);
    const elements = Array.from({ length: order + 1 }, (__, k) =>
      Array.from(steps, (step, row) =>
        [0, 1].map((axis) => finiteDifference((by) => Number(end(row, by)[axis]), step, k)),
      ),
    );
    return elements.map((values) => tf.tensor2d(values));
  };
}

describe('the exact flow map has no loss', () => {
  test.each([rotatingFlow(), changingFlow(), restingFlow()])('$name', (example) => {
    const step = exampleStep(term, { rows, flow: example.flow, advanceAlong: exactAdvance(example) });
    expectClose('loss', term.evaluate(step).dataSync(), nothing, { absolute: 1e-10 });
  });

  // u_k = a_k for k < K and u_K the exact average: the rule holds whatever the order of the step.
  test.each([1, 2, 3])('with the heads of a Taylor step of order %i', (order) => {
    const flow = averagedFlow(turningTrajectories(), order);
    const loss = term.evaluate(exampleStep(term, { rows: inner, flow })).dataSync();
    // u_1 at d = 0 is the velocity, also where it is an average otherwise.
    expectClose('loss', loss, nothing, { absolute: 1e-8 });
  });

  test('a Taylor step that is cut off after its instantaneous derivatives has', () => {
    const { flow } = rotatingFlow({ orders: 2 });
    const advanceAlong: TrainingStep['advanceAlong'] = (_, { x, d }) => {
      // x + d A x + d^2/2 A^2 x, and its derivative A x + d A^2 x.
      const [first, second] = [1, 2].map((k) => flow.at({ x, t: d, d }).order(k)) as [Tensor2D, Tensor2D];
      const rate: Tensor2D = tf.add(first, tf.mul(d, second));
      return [tf.add(x, tf.mul(d, tf.sub(rate, tf.mul(tf.div(d, 2), second)))), rate];
    };
    const loss = term.evaluate(exampleStep(term, { rows, flow, advanceAlong })).dataSync();
    // The rest is A (Phi - x) - d A^2 x = d^2/2 A^3 x: |A| = sqrt(0.16 + 2.25).
    const x = exampleStep(term, { rows, flow }).at.x.dataSync();
    const expected = Array.from(rows.d, (d, row) => {
      const size = Math.hypot(Number(x[2 * row]), Number(x[2 * row + 1]));
      return ((d * d) / 2) ** 2 * 2.41 ** 3 * size ** 2;
    });
    expectClose('loss', loss, expected, { relative: 1e-4, absolute: 1e-8 });
  });
});

test('the velocity is asked at the end of the step, at t + d, as an instantaneous one', () => {
  const asked: Record<'x' | 't' | 'd', number[]>[] = [];
  const numbers = (tensor: Tensor) => Array.from(tensor.dataSync());
  const inside = changingFlow().flow;
  const flow: Flow = {
    ...inside,
    at(point) {
      asked.push({ x: numbers(point.x), t: numbers(point.t), d: numbers(point.d) });
      return inside.at(point);
    },
  };
  const end = tf.tensor2d(Array.from({ length: 12 }, (_, row) => [row, -row]));
  term.evaluate(exampleStep(term, { rows, flow, advanceAlong: () => [end, end] }));
  const last = asked.at(-1);
  expect(last).toMatchObject({ x: numbers(end), d: nothing });
  expectClose(
    't',
    last?.t ?? [],
    rows.t.map((t, row) => t + Number(rows.d[row])),
    { absolute: 1e-6 },
  );
});

describe('which side is a constant', () => {
  const gradient = (options: Readonly<Record<string, unknown>>, parameters: Tensor, teacher = parameters) => {
    const chosen = plugin.make({ rule: 'lagrangian', ...options });
    const loss = ({ trained }: Readonly<Record<string, Tensor>>) => {
      const parts = { rows, flow: trainableFlow(2, trained as Tensor), teacher: trainableFlow(2, teacher) };
      return tf.mean<Scalar>(chosen.evaluate(exampleStep(chosen, parts)));
    };
    return Array.from(gradientsOf(loss, { trained: parameters })['trained'] ?? []);
  };
  /** Parameters [2, 4, 2] of a flow whose heads do not depend on x: rows 0 and 1 of each matrix are its weights. */
  const ofTimeAlone = () => {
    const kept = tf.tensor([0, 0, 1, 1], [1, 4, 1]);
    return tf.mul(exampleParameters(2, 1), kept);
  };
  const tolerance = { relative: 1e-4, absolute: 1e-6 };

  test('the velocity by default: the gradient is that with a teacher of the same parameters', () => {
    const parameters = exampleParameters(2, 1);
    expect(gradient({}, parameters)).toEqual(gradient({ held: 'velocity' }, parameters));
    expectClose(
      'gradient',
      gradient({}, parameters),
      gradient({ teacher: 'average' }, parameters),
      tolerance,
    );
    const other = gradient({ teacher: 'average' }, parameters, exampleParameters(2, 2));
    expect(gradient({}, parameters)).not.toEqual(other);
  });

  test('the step: nothing reaches u_2, which makes no part of the velocity', () => {
    const found = gradient({ held: 'step' }, exampleParameters(2, 1));
    // Nor the weights of d in u_1, which is asked at d = 0.
    expect(found.slice(6)).toEqual(new Array(10).fill(0));
    expect(found.slice(0, 6).every((value) => value !== 0)).toBe(true);
  });

  test('none: both gradients together, and what goes through the place of the velocity', () => {
    const sumFor = (parameters: Tensor) => {
      const [velocity, step] = (['velocity', 'step'] as const).map((side) =>
        gradient({ held: side }, parameters),
      );
      return (velocity ?? []).map((value, index) => value + Number(step?.[index]));
    };
    // Where velocities are the same everywhere, nothing goes through the place.
    expectClose('gradient', gradient({ held: 'none' }, ofTimeAlone()), sumFor(ofTimeAlone()), tolerance);
    const parameters = exampleParameters(2, 1);
    const [found, expected] = [gradient({ held: 'none' }, parameters), sumFor(parameters)];
    expect(
      Math.max(...found.map((value, index) => Math.abs(value - Number(expected[index])))),
    ).toBeGreaterThan(0.01);
  });
});

/**
 * Steps of x' = x in a family of eight parameters: the rate of growth dPhi/dd = (sum_m p_m T_m(2 d - 1)) x, Chebyshev
 * polynomials. On Chebyshev points these are orthogonal, so that with the target held the least loss is one division away
 * in each parameter. u_1 is x, as matching teaches it.
 */
describe("iterated on x' = x", () => {
  const PARAMETERS = 8;
  const points = 12;
  const angle = (row: number) => (Math.PI * (row + 0.5)) / points;
  const steps = Float64Array.from({ length: points }, (_, row) => (1 + Math.cos(angle(row))) / 2);
  const chebyshev = (m: number, d: number) => Math.cos(m * Math.acos(Math.min(1, Math.max(-1, 2 * d - 1))));
  /** The integral of T_m(2 s - 1) from 0 to d by Gauss's rule of four points on small pieces. */
  const area = (m: number, d: number) => {
    const pieces = 64;
    const nodes = [0.8611363115940526, 0.3399810435848563];
    const weights = [0.3478548451374538, 0.6521451548625461];
    let sum = 0;
    for (let piece = 0; piece < pieces; piece++) {
      const [middle, half] = [((piece + 0.5) * d) / pieces, d / pieces / 2];
      nodes.forEach((node, index) => {
        const both = chebyshev(m, middle - half * node) + chebyshev(m, middle + half * node);
        sum += half * Number(weights[index]) * both;
      });
    }
    return sum;
  };
  const table = (f: (m: number, d: number) => number, at: Float64Array) =>
    tf.tensor2d(Array.from(at, (d) => Array.from({ length: PARAMETERS }, (_, m) => f(m, d))));

  const flow: Flow = flowOf(1, 1, ({ x }) => x);
  /** One coordinate: x = 1 at t = 0. */
  const drawn: DrawnRows = {
    rows: points,
    dimension: 1,
    x0: new Float64Array(points).fill(1),
    x1: new Float64Array(points),
    t: new Float64Array(points),
    d: steps,
  };

  function lossOf(loss: LossTerm, parameters: Tensor1D): Tensor1D {
    const column = tf.reshape<tf.Rank.R2>(parameters, [PARAMETERS, 1]);
    const advanceAlong: TrainingStep['advanceAlong'] = (_, { x }) => [
      tf.mul(x, tf.add(1, tf.matMul(table(area, steps), column))),
      tf.mul(x, tf.matMul(table(chebyshev, steps), column)),
    ];
    return loss.evaluate(exampleStep(loss, { rows: drawn, flow, advanceAlong }));
  }

  test('the step grows to e at d = 1, and to e^d between', () => {
    let parameters = new Float64Array(PARAMETERS);
    for (let iteration = 0; iteration < 20; iteration++) {
      const { p } = gradientsOf((given) => tf.mean(lossOf(term, given['p'] as Tensor1D)), {
        p: tf.tensor1d(Float32Array.from(parameters)),
      });
      // The mean of T_m^2 over the points is 1 for m = 0, else 1/2; the loss has twice that as its second derivative.
      parameters = parameters.map((value, m) => value - Number(p?.[m]) / (m === 0 ? 2 : 1));
    }
    const growth = (d: number) => parameters.reduce((sum, value, m) => sum + value * area(m, d), 1);
    expectClose('growth', growth(1), Math.E, { absolute: 1e-5 });
    for (const d of [0.1, 0.37, 0.8])
      expectClose(`growth to ${d}`, growth(d), Math.exp(d), { absolute: 1e-5 });
  });
});

describe('what it says of itself, and refuses', () => {
  const refused = (options: Readonly<Record<string, unknown>>, times: TimeSampler = anyStep) => {
    const make = () => withParts(selfConsistency, { times }).make(options);
    expect(make).toThrow(InputError);
    return expect(make);
  };

  test('it differentiates the step, needs u_1 and adds no columns', () => {
    expect(term).toMatchObject({
      orders: [1],
      differentiatesStep: true,
      rows: { name: 'bootstrap', share: 0.25 },
    });
    expect(term.prepare?.(rows, exampleContext)).toEqual({});
    expect(plugin.make({}).differentiatesStep).toBe(false);
  });

  test('a ladder of steps, with the way out', () => {
    refused({ rule: 'lagrangian' }, exampleTimes).toThrow(
      /draws none but steps of a ladder from 0.0625[^]*Way out: Set `times: \{ use: two-times, equal: 0 \}`/,
    );
  });

  test('choices of another rule', () => {
    refused({ rule: 'lagrangian', gradientsToVelocity: false }).toThrow(/differentiates the whole step/);
    refused({ rule: 'lagrangian', held: 'none', teacher: 'average' }).toThrow(
      /The average of parameters is a constant/,
    );
    refused({ rule: 'shortcut', held: 'none' }).toThrow(/is a choice of the rule lagrangian/);
  });
});
