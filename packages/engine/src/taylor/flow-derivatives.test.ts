import { type FlowPoint, type Parameters, type Tensor, type Tensor2D, tf } from '@highorder/core';
import { beforeAll, describe, expect, test } from 'vitest';
import { parameterLayout } from '../parameter-layout.ts';
import { record } from '../record/record.ts';
import { replay } from '../replay/replay.ts';
import { valueAndGradient } from '../value-and-gradient.ts';
import { lineDerivatives, materialDerivatives, stepDerivatives } from './flow-derivatives.ts';
import { jvp } from './jvp.ts';
import { namedParameters, recordHeads, recordStep } from './record-flow.ts';
import { derivativeOnHost } from './testing.ts';
import {
  type Activation,
  type Arrays,
  flowOfHead,
  networkHead,
  networkNumbers,
  networkOnHost,
  tensorsOf,
} from './testing-network.ts';

beforeAll(async () => {
  tf.env().set('PROD', true);
  await tf.setBackend('cpu');
});

const points = [
  { x: [0.3, -0.8], t: 0.2, d: 0.5 },
  { x: [-1.1, 0.4], t: 0.7, d: 0.1 },
  { x: [0.6, 0.9], t: 0.4, d: 0 },
];

const at = (): Required<Omit<FlowPoint, 'condition'>> => ({
  x: tf.tensor2d(points.map(({ x }) => x)),
  t: tf.tensor2d(points.map(({ t }) => [t])),
  d: tf.tensor2d(points.map(({ d }) => [d])),
});

function networkCall(activation: Activation, parameters: Parameters) {
  const head = networkHead(activation);
  const layout = parameterLayout([head], 2);
  const graph = recordHeads({
    dimension: 2,
    layout,
    rows: points.length,
    flow: ([own = {}]) => flowOfHead(head, own),
  });
  return { graph, parameters: namedParameters(layout, [parameters]), at: at() };
}

/** Where the network of these parameters carries a point in a time s, by Runge-Kutta steps in float64. */
function carried(
  activation: Activation,
  arrays: Arrays,
  { x, t, d }: (typeof points)[number],
  s: number,
): readonly number[] {
  const steps = 10;
  const h = s / steps;
  let now: readonly number[] = x;
  const slope = (place: readonly number[], time: number) =>
    networkOnHost(activation, arrays, [...place, time, d]);
  const moved = (by: readonly number[], factor: number) =>
    now.map((value, axis) => value + factor * Number(by[axis]));
  for (let step = 0; step < steps; step++) {
    const time = t + step * h;
    const k1 = slope(now, time);
    const k2 = slope(moved(k1, h / 2), time + h / 2);
    const k3 = slope(moved(k2, h / 2), time + h / 2);
    const k4 = slope(moved(k3, h), time + h);
    now = now.map(
      (value, axis) =>
        value + (h / 6) * (Number(k1[axis]) + 2 * Number(k2[axis]) + 2 * Number(k3[axis]) + Number(k4[axis])),
    );
  }
  return now;
}

function expectNear(
  what: string,
  found: Tensor | undefined,
  expected: readonly number[],
  tolerance: number,
): void {
  const values = found?.dataSync() ?? [];
  expected.forEach((value, index) => {
    const error = Math.abs(Number(values[index]) - value) / (1 + Math.abs(value));
    expect(error, `${what}, element ${index}: ${values[index]}, not ${value}`).toBeLessThan(tolerance);
  });
}

describe.each(['tanh', 'silu', 'gelu', 'sin'] as const)('a network with %s', (activation) => {
  const arrays = networkNumbers();

  test('has the material derivatives of its trajectories, orders 0 to 3', () => {
    const found = materialDerivatives(networkCall(activation, tensorsOf(arrays)), 4);
    expect(found).toHaveLength(4);
    found.forEach((tensor, k) => {
      // D^k u / Dt^k is the derivative k + 1 of the trajectory.
      const expected = points.flatMap((point) =>
        [0, 1].map((axis) =>
          derivativeOnHost((s) => Number(carried(activation, arrays, point, s)[axis]), 0, k + 1),
        ),
      );
      expectNear(`order ${k}`, tensor, expected, 2e-4);
    });
  });

  test('has the derivatives along a line, orders 0 to 4', () => {
    const direction = [
      [0.5, -1],
      [1, 0.2],
      [-0.7, 0.3],
    ];
    const line = { x: tf.tensor2d(direction), t: 1, d: -1 };
    const found = lineDerivatives(networkCall(activation, tensorsOf(arrays)), line, { order: 4 });
    expect(found).toHaveLength(5);
    found.forEach((tensor, k) => {
      const expected = points.flatMap(({ x, t, d }, row) => {
        const along = (s: number) =>
          networkOnHost(activation, arrays, [
            ...x.map((value, axis) => value + s * Number(direction[row]?.[axis])),
            t + s,
            d - s,
          ]);
        return [0, 1].map((axis) => derivativeOnHost((s) => Number(along(s)[axis]), 0, k, 0.05));
      });
      expectNear(`order ${k}`, tensor, expected, 2e-4);
    });
  });

  test('a step x + d u_1 has its derivatives in d, orders 0 to 4', () => {
    const head = networkHead(activation);
    const layout = parameterLayout([head], 2);
    const flow = ([own = {}]: readonly Parameters[]) => flowOfHead(head, own);
    const recording = { dimension: 2, layout, rows: points.length, flow };
    const graph = recordStep(recording, (chosen, from) =>
      tf.add(from.x, tf.mul(from.d, chosen.at(from).order(1))),
    );
    const parameters = namedParameters(layout, [tensorsOf(arrays)]);
    const found = stepDerivatives({ graph, parameters, at: at() }, { x: 0, t: 0, d: 1 }, 4);
    expect(found).toHaveLength(5);
    found.forEach((tensor, k) => {
      const expected = points.flatMap(({ x, t, d }) => {
        const step = (s: number) =>
          networkOnHost(activation, arrays, [...x, t, d + s]).map((u) => (d + s) * u);
        return x.map((value, axis) => derivativeOnHost((s) => value + Number(step(s)[axis]), 0, k, 0.05));
      });
      expectNear(`order ${k}`, tensor, expected, 2e-4);
    });
  });

  test('a loss on the second material derivative has the gradient of differences', () => {
    const loss = (parameters: Parameters) =>
      tf
        .mean(tf.square(materialDerivatives(networkCall(activation, parameters), 3)[2] as Tensor2D))
        .asScalar();
    const parameters = tensorsOf(arrays);
    const names = Object.keys(arrays);
    const { gradient } = valueAndGradient(Object.values(parameters), () => ({ loss: loss(parameters) }));
    // In float64 the material derivatives come from the trajectory: the loss is that of plain JavaScript.
    const onHost = (moved: Arrays) => {
      const accelerations = points.flatMap((point) =>
        [0, 1].map((axis) =>
          derivativeOnHost((s) => Number(carried(activation, moved, point, s)[axis]), 0, 3),
        ),
      );
      return accelerations.reduce((sum, value) => sum + value * value, 0) / accelerations.length;
    };
    const found = names.map((_, index) => Float64Array.from(gradient[index]?.dataSync() ?? []));
    const length = Math.hypot(...found.flatMap((values) => Array.from(values)));
    const directions = {
      'the gradient': found.map((values) => values.map((value) => value / length)),
      'a mixed direction': found.map((values, index) =>
        values.map((_, each) => Math.cos(3 * index + 5 * each) / 4),
      ),
    };
    for (const [along, direction] of Object.entries(directions)) {
      const moved = (by: number): Arrays =>
        Object.fromEntries(
          names.map((name, index) => [
            name,
            (arrays[name] ?? new Float64Array()).map(
              (value, each) => value + by * Number(direction[index]?.[each]),
            ),
          ]),
        );
      const slope = derivativeOnHost((by) => onHost(moved(by)), 0, 1, 0.02);
      const ours = found.flatMap((values, index) =>
        Array.from(values, (value, each) => value * Number(direction[index]?.[each])),
      );
      const sum = ours.reduce((total, value) => total + value, 0);
      expect(Math.abs(sum - slope) / length, `along ${along}: ${sum}, not ${slope}`).toBeLessThan(1e-4);
    }
  });
});

/** The velocity of a formula as a graph without parameters. */
function fieldGraph(field: (point: FlowPoint) => Tensor) {
  const rows = points.length;
  return record(({ x, t, d }) => ({ u1: field({ x: x as Tensor2D, t: t as Tensor2D, d: d as Tensor2D }) }), {
    x: { shape: [rows, 2] },
    t: { shape: [rows, 1] },
    d: { shape: [rows, 1] },
  });
}

test('the derivatives of a higher head are found by its order', () => {
  const graph = record(
    ({ x, t, d }) => {
      const velocity = tf.mul(x as Tensor, t as Tensor);
      return { u1: velocity, u2: tf.mul(tf.square(velocity), d as Tensor) };
    },
    { x: { shape: [1, 1] }, t: { shape: [1, 1] }, d: { shape: [1, 1] } },
  );
  const one = (value: number) => tf.tensor2d([[value]]);
  const call = { graph, parameters: {}, at: { x: one(3), t: one(2), d: one(5) } };
  const found = lineDerivatives(call, { x: one(1), t: 0, d: -1 }, { order: 2, head: 2 });
  // (3 + s)^2 4 (5 - s) = 180 + 84 s + 4 (5 - 6) s^2 + ...
  expect(found.map((tensor) => tensor.dataSync()[0])).toEqual([180, 84, -8]);
  expect(() => lineDerivatives(call, { x: 0, t: 0, d: 1 }, { order: 1, head: 3 })).toThrow(
    'The recorded flow has no output u3.',
  );
});

describe('fields whose solution is known', () => {
  test("x' = A x, which turns and shrinks: A^(k+1) x", () => {
    const matrix = [
      [-0.4, -1.5],
      [1.5, -0.4],
    ];
    const graph = fieldGraph(({ x }) => tf.matMul(x, tf.tensor2d(matrix), false, true));
    let expected = points.map(({ x }) => x);
    materialDerivatives({ graph, parameters: {}, at: at() }, 4).forEach((found, k) => {
      expected = expected.map((x) =>
        matrix.map((row) => row.reduce((sum, value, axis) => sum + value * Number(x[axis]), 0)),
      );
      expectNear(`order ${k}`, found, expected.flat(), 1e-6);
    });
  });

  test("x' = (a + b t) x: ratios of exp(a t + b t^2 / 2)", () => {
    const [a, b] = [0.8, -1.9];
    const graph = fieldGraph(({ x, t }) => tf.mul(x, tf.add(tf.mul(t, b), a)));
    materialDerivatives({ graph, parameters: {}, at: at() }, 4).forEach((found, k) => {
      const expected = points.flatMap(({ x, t }) => {
        const growth = (s: number) => Math.exp(a * s + (b * (2 * t * s + s * s)) / 2);
        return x.map((value) => value * derivativeOnHost(growth, 0, k + 1));
      });
      expectNear(`order ${k}`, found, expected, 1e-5);
    });
  });

  test("x' = 1: derivatives that are zero come as tensors", () => {
    const graph = fieldGraph(({ x }) => tf.onesLike(x));
    const found = materialDerivatives({ graph, parameters: {}, at: at() }, 2);
    expect(found.map((tensor) => Array.from(tensor.dataSync()))).toEqual([
      new Array(6).fill(1),
      new Array(6).fill(0),
    ]);
  });
});

test('a recorded training step with Taylor mode in it gives what it gives when run at once', () => {
  const arrays = networkNumbers();
  const head = networkHead('silu');
  const layout = parameterLayout([head], 2);
  const flow = ([own = {}]: readonly Parameters[]) => flowOfHead(head, own);
  const graph = recordHeads({ dimension: 2, layout, rows: points.length, flow });
  const compute = (inputs: Readonly<Record<string, Tensor>>) => {
    const { x, t, d, ...parameters } = inputs;
    const point = { x: x as Tensor2D, t: t as Tensor2D, d: d as Tensor2D };
    const { loss, gradient } = valueAndGradient(Object.values(parameters), () => ({
      loss: tf
        .mean(tf.square(materialDerivatives({ graph, parameters, at: point }, 2)[1] as Tensor2D))
        .asScalar(),
    }));
    return { loss, gradient: gradient[0] ?? loss };
  };
  const inputs = { ...at(), ...namedParameters(layout, [tensorsOf(arrays)]) };
  const shapes = Object.fromEntries(Object.entries(inputs).map(([name, { shape }]) => [name, { shape }]));
  const [recorded, direct] = [replay(record(compute, shapes), inputs), compute(inputs)];
  expectNear('loss', recorded['loss'], Array.from(direct.loss.dataSync()), 1e-6);
  expectNear('gradient', recorded['gradient'], Array.from(direct.gradient.dataSync()), 1e-6);
});

test('jvp of x^2 y along (1, 2)', () => {
  const graph = record(({ x, y }) => ({ z: tf.mul(tf.square(x as Tensor), y as Tensor) }), {
    x: { shape: [1] },
    y: { shape: [1] },
  });
  const inputs = { x: tf.tensor1d([3]), y: tf.tensor1d([5]) };
  const both = jvp(graph, inputs, { x: tf.tensor1d([1]), y: tf.tensor1d([2]) });
  // 2 x y + 2 x^2.
  expect([both.values['z']?.dataSync()[0], both.tangents['z']?.dataSync()[0]]).toEqual([45, 48]);
  expect(jvp(graph, inputs, {}).tangents['z']?.dataSync()[0]).toBe(0);
});
