import { required, stopGradient, type Tensor, type TensorRecord, tf } from '@highorder/core';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Graph } from '../graph/graph.ts';
import { simplify } from '../passes/simplify.ts';
import { withOrigin } from '../record/origin.ts';
import { record } from '../record/record.ts';
import { derivative } from './derivative.ts';
import { constantSeries, lineSeries, type Series, seriesBy } from './series.ts';
import { taylor } from './taylor.ts';
import { derivativeOnHost, errorFunction } from './testing.ts';

beforeAll(async () => {
  tf.env().set('PROD', true);
  await tf.setBackend('cpu');
});

const pick = (tensors: TensorRecord, name: string): Tensor => required(tensors[name], `no ${name}`);

/** A curve from its values over s: its Taylor coefficients by differences, in float64. */
function curve(at: (s: number) => readonly number[], shape: readonly number[]): Series {
  const term = (k: number) => {
    const factorials = [1, 1, 2, 6, 24];
    const values = at(0).map((_, index) => derivativeOnHost((s) => Number(at(s)[index]), 0, k));
    return tf.tensor(
      values.map((value) => value / Number(factorials[k])),
      [...shape],
    );
  };
  return seriesBy(
    () => term(0),
    () => term,
  );
}

const highest = 4;

/** Compares the derivatives of outputs by Taylor mode with differences in float64. */
function expectDerivatives(
  found: Series,
  expected: (s: number) => readonly number[],
  tolerance = 2e-4,
  step?: number,
): void {
  for (let k = 0; k <= highest; k++) {
    const values = derivative(found, k).dataSync();
    expected(0).forEach((_, index) => {
      const slope = derivativeOnHost((s) => Number(expected(s)[index]), 0, k, step);
      const error = Math.abs(Number(values[index]) - slope) / (1 + Math.abs(slope));
      expect(error, `derivative ${k} of element ${index}: ${values[index]}, not ${slope}`).toBeLessThan(
        tolerance,
      );
    });
  }
}

const first = (s: number): number[] => [0.4 + 0.7 * s - 0.5 * s * s, 1.3 + Math.sin(s)];
const second = (s: number): number[] => [0.8 - 0.4 * s + 0.2 * s ** 3, 0.6 * Math.exp(s)];

function unaryGraph(compute: (z: Tensor) => Tensor, shape: readonly number[] = [2]): Graph {
  return record((inputs) => ({ w: compute(pick(inputs, 'z')) }), { z: { shape } });
}

describe('functions of one tensor', () => {
  const softplus = (z: number) => Math.log1p(Math.exp(z));
  const sigmoid = (z: number) => 1 / (1 + Math.exp(-z));
  const cases: readonly [string, (z: Tensor) => Tensor, (z: number) => number][] = [
    ['abs', (z) => tf.abs(z), Math.abs],
    ['abs of negative', (z) => tf.abs(tf.neg(z)), Math.abs],
    ['cos', (z) => tf.cos(z), Math.cos],
    ['erf', (z) => tf.erf(z), errorFunction],
    ['exp', (z) => tf.exp(z), Math.exp],
    ['expm1', (z) => tf.expm1(z), Math.expm1],
    ['log', (z) => tf.log(z), Math.log],
    ['log1p', (z) => tf.log1p(z), Math.log1p],
    ['neg', (z) => tf.neg(z), (z) => -z],
    ['reciprocal', (z) => tf.reciprocal(z), (z) => 1 / z],
    ['relu', (z) => tf.relu(tf.sub(z, 1)), (z) => Math.max(z - 1, 0)],
    ['rsqrt', (z) => tf.rsqrt(z), (z) => z ** -0.5],
    ['sigmoid', (z) => tf.sigmoid(z), sigmoid],
    ['sin', (z) => tf.sin(z), Math.sin],
    ['softplus', (z) => tf.softplus(z), softplus],
    ['sqrt', (z) => tf.sqrt(z), Math.sqrt],
    ['square', (z) => tf.square(z), (z) => z * z],
    ['tan', (z) => tf.tan(tf.mul(z, 0.5)), (z) => Math.tan(0.5 * z)],
    ['tanh', (z) => tf.tanh(z), Math.tanh],
    ['silu', (z) => tf.mul(z, tf.sigmoid(z)), (z) => z * sigmoid(z)],
    [
      'gelu',
      (z) => tf.mul(z, tf.add(0.5, tf.mul(0.5, tf.erf(tf.mul(z, Math.SQRT1_2))))),
      (z) => (z * (1 + errorFunction(z * Math.SQRT1_2))) / 2,
    ],
    ['elu', (z) => tf.elu(tf.sub(z, 1)), (z) => (z > 1 ? z - 1 : Math.expm1(z - 1))],
    ['sign', (z) => tf.mul(z, tf.sign(tf.sub(z, 1))), (z) => Math.abs(z - 1) + Math.sign(z - 1)],
    ['power 3', (z) => tf.pow(z, 3), (z) => z ** 3],
    ['power 1', (z) => tf.pow(z, 1), (z) => z],
    ['power 0', (z) => tf.pow(z, 0), () => 1],
    ['power -2', (z) => tf.pow(z, -2), (z) => z ** -2],
    ['power 1.5', (z) => tf.pow(z, 1.5), (z) => z ** 1.5],
  ];

  test.each(cases)('%s', (_, compute, onHost) => {
    const { w } = taylor(unaryGraph(compute), { z: curve(first, [2]) });
    expectDerivatives(required(w, 'w'), (s) => first(s).map(onHost), 1e-3);
  });

  test('a whole power holds at 0: s^3 has derivatives 0, 0, 0, 6, 0', () => {
    const graph = unaryGraph((z) => tf.pow(z, 3), [1]);
    const line = seriesBy(
      () => tf.tensor1d([0]),
      () => (k) => (k === 1 ? tf.tensor1d([1]) : 0),
    );
    const { w } = taylor(graph, { z: line });
    expect([0, 1, 2, 3, 4].map((k) => derivative(required(w, 'w'), k).dataSync()[0])).toEqual([
      0, 0, 0, 6, 0,
    ]);
    const gradient = tf.grad((z: Tensor) => {
      const moved = seriesBy(
        () => z,
        () => (k) => (k === 1 ? tf.tensor1d([1]) : 0),
      );
      return derivative(required(taylor(graph, { z: moved })['w'], 'w'), 2);
    })(tf.tensor1d([0]));
    expect(gradient.dataSync()[0]).toBe(6);
  });
});

describe('functions of two tensors', () => {
  const cases: readonly [string, (a: Tensor, b: Tensor) => Tensor, (a: number, b: number) => number][] = [
    ['add', (a, b) => tf.add(a, b), (a, b) => a + b],
    ['subtract', (a, b) => tf.sub(a, b), (a, b) => a - b],
    ['multiply', (a, b) => tf.mul(a, b), (a, b) => a * b],
    ['divide', (a, b) => tf.div(a, b), (a, b) => a / b],
    ['maximum', (a, b) => tf.maximum(a, b), Math.max],
    ['minimum', (a, b) => tf.minimum(a, b), Math.min],
    ['squared difference', (a, b) => tf.squaredDifference(a, b), (a, b) => (a - b) ** 2],
    ['atan2', (a, b) => tf.atan2(a, b), Math.atan2],
    [
      'select',
      (a, b) => tf.where(tf.less(a, b), tf.square(a), tf.mul(a, b)),
      (a, b) => (a < b ? a * a : a * b),
    ],
  ];

  test.each(cases)('%s', (_, compute, onHost) => {
    const graph = record((inputs) => ({ w: compute(pick(inputs, 'a'), pick(inputs, 'b')) }), {
      a: { shape: [2] },
      b: { shape: [2] },
    });
    const found = (a: Series, b: Series) => required(taylor(graph, { a, b })['w'], 'w');
    const [a, b] = [curve(first, [2]), curve(second, [2])];
    const pair = (one: readonly number[], other: readonly number[]) =>
      one.map((value, index) => onHost(value, Number(other[index])));
    expectDerivatives(found(a, b), (s) => pair(first(s), second(s)));
    expectDerivatives(found(a, constantSeries(b.value())), (s) => pair(first(s), second(0)));
    expectDerivatives(found(constantSeries(a.value()), b), (s) => pair(first(0), second(s)));
  });
});

const wide = (s: number): number[] => [...first(s), ...second(s), Math.cos(s), 0.2 * s];

/** Matrices [2, 3] of `wide`. */
const rows = (s: number) => [wide(s).slice(0, 3), wide(s).slice(3)];
const sumOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);

describe('operations on shapes, sums and products', () => {
  const softmax = (values: readonly number[]) => {
    const exponentials = values.map(Math.exp);
    return exponentials.map((value) => value / sumOf(exponentials));
  };
  const transposed = (s: number) => [0, 1, 2].map((column) => rows(s).map((row) => Number(row[column])));
  const cases: readonly [string, (z: Tensor) => Tensor, (s: number) => readonly number[]][] = [
    ['sum', (z) => tf.sum(z, 1), (s) => rows(s).map(sumOf)],
    ['mean', (z) => tf.mean(z, 1, true), (s) => rows(s).map((row) => sumOf(row) / 3)],
    ['max', (z) => tf.max(z, 1), (s) => rows(s).map((row) => Math.max(...row))],
    ['min', (z) => tf.min(z, 0), (s) => transposed(s).map((column) => Math.min(...column))],
    ['transpose', (z) => tf.transpose(z), (s) => transposed(s).flat()],
    ['reshape', (z) => tf.reshape(z, [3, 2]), wide],
    [
      'broadcast sum',
      (z) => tf.add(tf.slice(z, [0, 0], [1, 3]), tf.ones([2, 3])),
      (s) => [0, 1].flatMap(() => rows(s)[0]?.map((value) => value + 1) ?? []),
    ],
    [
      'concat with zeros',
      (z) => tf.concat([tf.ones([2, 1]), z], 1),
      (s) => rows(s).flatMap((row) => [1, ...row]),
    ],
    ['pad', (z) => tf.pad(tf.reshape(z, [6]), [[1, 0]], 5), (s) => [5, ...wide(s)]],
    [
      'gather',
      (z) => tf.gather(z, tf.tensor1d([1, 1], 'int32')),
      (s) => [...(rows(s)[1] ?? []), ...(rows(s)[1] ?? [])],
    ],
    ['tile', (z) => tf.tile(z, [2, 1]), (s) => [...wide(s), ...wide(s)]],
    ['reverse', (z) => tf.reverse(tf.reshape(z, [6]), 0), (s) => wide(s).toReversed()],
    [
      'cumulative sum',
      (z) => tf.cumsum(tf.reshape(z, [6])),
      (s) => wide(s).map((_, index) => sumOf(wide(s).slice(0, index + 1))),
    ],
    ['softmax', (z) => tf.softmax(z), (s) => rows(s).flatMap(softmax)],
    [
      'split',
      (z) => tf.mul(tf.split(z, [1, 2], 1)[1] ?? z, 2),
      (s) => rows(s).flatMap((row) => row.slice(1).map((value) => 2 * value)),
    ],
    ['stack', (z) => tf.stack([z, tf.zerosLike(z)]), (s) => [...wide(s), ...wide(s).map(() => 0)]],
    [
      'product with itself',
      (z) => tf.matMul(z, z, false, true),
      (s) =>
        rows(s).flatMap((row) =>
          rows(s).map((other) => sumOf(row.map((value, index) => value * Number(other[index])))),
        ),
    ],
    ['product with a constant', (z) => tf.matMul(tf.ones([1, 2]), z), (s) => transposed(s).map(sumOf)],
  ];

  test.each(cases)('%s', (_, compute, onHost) => {
    const { w } = taylor(unaryGraph(compute, [2, 3]), { z: curve(wide, [2, 3]) });
    expectDerivatives(required(w, 'w'), onHost);
  });

  test('elements that reach the maximum together share it', () => {
    const graph = unaryGraph((z) => tf.max(z), [3]);
    const z = seriesBy(
      () => tf.tensor1d([2, 2, 1]),
      () => (k) => (k === 1 ? tf.tensor1d([1, 3, 9]) : 0),
    );
    expect(derivative(required(taylor(graph, { z })['w'], 'w'), 1).dataSync()[0]).toBe(2);
  });
});

describe('truth A: a stop', () => {
  /** w = z^3 stop(z^2), so that w'' = 20 z^3 at z' = 1. */
  const graph = () =>
    unaryGraph(
      (z) =>
        tf.mul(
          tf.pow(z, 3),
          stopGradient(() => tf.square(z)),
        ),
      [1],
    );
  const second = (recorded: Graph) => (z: Tensor) => {
    const line = lineSeries(z, tf.tensor1d([1]));
    return derivative(required(taylor(recorded, { z: line })['w'], 'w'), 2);
  };

  test('leaves the derivatives along the curve as they are', () => {
    expect(second(graph())(tf.tensor1d([2])).dataSync()[0]).toBeCloseTo(160, 3);
  });

  test('is a constant to the gradient of each of them', () => {
    // w'' = 6 z a + 2 (3 z^2) b + z^3 c with a, b, c = z^2, 2 z, 2 held: d/dz = 6 a + 12 z b + 3 z^2 c = 36 z^2.
    const gradient = (recorded: Graph) =>
      tf
        .grad(second(recorded))(tf.tensor1d([2]))
        .dataSync()[0];
    expect(gradient(graph())).toBeCloseTo(144, 3);
    expect(gradient(simplify(graph()))).toBeCloseTo(144, 3);
  });
});

describe('zeros', () => {
  test('are not computed with: a polynomial of degree 1 stays one', () => {
    const graph = unaryGraph((z) => tf.add(tf.mul(z, 3), 1));
    const z = seriesBy(
      () => tf.ones([2]),
      () => (k) => (k === 1 ? tf.ones([2]) : 0),
    );
    const w = required(taylor(graph, { z })['w'], 'w');
    expect(w.term(2)).toBe(0);
    expect(w.term(1)).not.toBe(0);
  });

  test('what does not change costs its value alone', () => {
    const graph = unaryGraph((z) => tf.tanh(tf.floor(z)));
    const w = required(taylor(graph, { z: constantSeries(tf.tensor1d([1.5, 2])) })['w'], 'w');
    expect(w.constant).toBe(true);
    expect(w.value().dataSync()[0]).toBeCloseTo(Math.tanh(1), 6);
  });
});

describe('refused', () => {
  const moving = () => curve(first, [2]);

  test.each([
    ['unary floor', (z: Tensor) => tf.floor(z)],
    ['binary modulo', (z: Tensor) => tf.mod(z, 2)],
    ['binary power', (z: Tensor) => tf.pow(2, z)],
    ['reduce product', (z: Tensor) => tf.prod(z)],
  ])('%s of what changes, by name and origin', (name, compute) => {
    const graph = unaryGraph((z) => withOrigin('head/mine', () => compute(z)));
    const w = required(taylor(graph, { z: moving() })['w'], 'w');
    expect(() => w.term(1)).toThrow(
      `Taylor mode cannot differentiate ${name} (head/mine): it jumps, or it has no rule.`,
    );
  });

  test('a missing input, and one of another shape', () => {
    const graph = unaryGraph((z) => tf.tanh(z));
    expect(() => taylor(graph, {})).toThrow('The graph needs an input "z".');
    expect(() => taylor(graph, { z: constantSeries(tf.ones([3])) })).toThrow('Input "z" has the shape [3].');
  });
});
