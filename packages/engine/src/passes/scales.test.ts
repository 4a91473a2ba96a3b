import { tf } from '@highorder/core';
import { beforeAll, expect, test } from 'vitest';
import type { Value } from '../graph/graph.ts';
import type { GraphOperations } from '../graph/operations.ts';
import { expectSameValues, namesOf } from '../testing/same-values.ts';
import { smallGraph } from '../testing/small-graph.ts';
import { deadCode } from './dead-code.ts';
import { scales } from './scales.ts';

beforeAll(async () => {
  tf.env().set('PROD', true);
  await tf.setBackend('cpu');
});

interface Inputs {
  readonly x: Value;
  readonly y: Value;
  /** Single numbers that are not known. */
  readonly a: Value;
  readonly b: Value;
}

interface Case {
  readonly name: string;
  readonly compute: (graph: GraphOperations, inputs: Inputs) => Value;
  readonly left: readonly string[];
}

const times = (g: GraphOperations, one: Value, other: Value): Value => g.binary('multiply', one, other);

const cases: readonly Case[] = [
  {
    name: '2 (3 x)',
    compute: (g, { x }) => times(g, g.scalar(2), times(g, x, g.scalar(3))),
    left: ['multiply'],
  },
  {
    name: 'a (b x)',
    compute: (g, { x, a, b }) => times(g, a, times(g, b, x)),
    left: ['multiply', 'multiply'],
  },
  { name: '-(2 x)', compute: (g, { x }) => g.unary('neg', times(g, g.scalar(2), x)), left: ['multiply'] },
  { name: '2 (-x)', compute: (g, { x }) => times(g, g.scalar(2), g.unary('neg', x)), left: ['multiply'] },
  {
    name: '2 (3 a)',
    compute: (g, { a }) => times(g, g.scalar(2), times(g, a, g.scalar(3))),
    left: ['multiply'],
  },
  { name: 'x / 4', compute: (g, { x }) => g.binary('divide', x, g.scalar(4)), left: ['multiply'] },
  { name: 'x / a', compute: (g, { x, a }) => g.binary('divide', x, a), left: ['reciprocal', 'multiply'] },
  { name: 'a / b', compute: (g, { a, b }) => g.binary('divide', a, b), left: ['divide'] },
  {
    name: '(a x) y',
    compute: (g, { x, y, a }) => times(g, times(g, a, x), y),
    left: ['multiply', 'multiply'],
  },
  {
    name: '2 ((3 column) x)',
    compute: (g, { x }) => {
      const column = g.reduce('max', x, [1], true);
      return times(g, g.scalar(2), times(g, times(g, column, g.scalar(3)), x));
    },
    left: ['max', 'multiply', 'multiply', 'multiply'],
  },
  {
    name: '2 x + 2 y',
    compute: (g, { x, y }) => g.binary('add', times(g, g.scalar(2), x), times(g, g.scalar(2), y)),
    left: ['add', 'multiply'],
  },
  {
    name: 'sum 2 x',
    compute: (g, { x }) => g.reduce('sum', times(g, g.scalar(2), x), [0], false),
    left: ['sum', 'multiply'],
  },
  {
    name: '3 mean x',
    compute: (g, { x }) => times(g, g.scalar(3), g.reduce('mean', x, [0, 1], false)),
    left: ['sum', 'multiply'],
  },
];

test.each(cases)('$name', ({ compute, left }) => {
  const graph = smallGraph({ x: [2, 3], y: [2, 3], a: [], b: [] }, compute);
  const after = deadCode.run(scales.run(graph));
  expect(namesOf(after)).toEqual(left);
  expectSameValues(graph, after);
});

test('the shape of a factor does not get lost', () => {
  const graph = smallGraph({ x: [3] }, (g, { x }) => {
    return times(g, g.filled(2, [1, 1], 'float32'), times(g, x, g.scalar(3)));
  });
  const after = scales.run(graph);
  expectSameValues(graph, after);
});

test('a factor that something else needs stays', () => {
  const graph = smallGraph({ x: [3] }, (g, { x }) => {
    const scaled = times(g, x, g.scalar(3));
    return g.binary('add', times(g, g.scalar(2), scaled), scaled);
  });
  expect(scales.run(graph)).toBe(graph);
});

test('factors beyond the range of float32 are left apart', () => {
  const graph = smallGraph({ x: [3] }, (g, { x }) => times(g, g.scalar(1e30), times(g, x, g.scalar(1e30))));
  expect(scales.run(graph)).toBe(graph);
});
