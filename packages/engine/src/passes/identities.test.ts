import { tf } from '@highorder/core';
import { beforeAll, expect, test } from 'vitest';
import type { Value } from '../graph/graph.ts';
import type { GraphOperations } from '../graph/operations.ts';
import { expectSameValues, namesOf } from '../testing/same-values.ts';
import { smallGraph } from '../testing/small-graph.ts';
import { deadCode } from './dead-code.ts';
import { identities } from './identities.ts';

beforeAll(async () => {
  tf.env().set('PROD', true);
  await tf.setBackend('cpu');
});

interface Case {
  readonly name: string;
  readonly compute: (graph: GraphOperations, x: Value, y: Value) => Value;
  readonly left: readonly string[];
}

const cases: readonly Case[] = [
  { name: 'x * 1', compute: (g, x) => g.binary('multiply', x, g.scalar(1)), left: [] },
  { name: '1 * x', compute: (g, x) => g.binary('multiply', g.scalar(1), x), left: [] },
  { name: 'x / 1', compute: (g, x) => g.binary('divide', x, g.scalar(1)), left: [] },
  { name: 'x + 0', compute: (g, x) => g.binary('add', x, g.scalar(0)), left: [] },
  { name: 'x - 0', compute: (g, x) => g.binary('subtract', x, g.scalar(0)), left: [] },
  { name: '0 - x', compute: (g, x) => g.binary('subtract', g.scalar(0), x), left: ['neg'] },
  {
    name: 'x * 0',
    compute: (g, x) => g.binary('multiply', x, g.filled(0, [2, 1], 'float32')),
    left: ['broadcast'],
  },
  {
    name: 'x * 1, wider',
    compute: (g, x) => g.binary('multiply', x, g.filled(1, [4, 2, 3], 'float32')),
    left: ['broadcast'],
  },
  { name: 'x * x', compute: (g, x) => g.binary('multiply', x, x), left: ['square'] },
  { name: 'x^2', compute: (g, x) => g.binary('power', x, g.scalar(2)), left: ['square'] },
  { name: 'x^1', compute: (g, x) => g.binary('power', x, g.scalar(1)), left: [] },
  { name: 'x^0', compute: (g, x) => g.binary('power', x, g.scalar(0)), left: ['broadcast'] },
  { name: '--x', compute: (g, x) => g.unary('neg', g.unary('neg', x)), left: [] },
  { name: '(-x)^2', compute: (g, x) => g.unary('square', g.unary('neg', x)), left: ['square'] },
  { name: 'cos -x', compute: (g, x) => g.unary('cos', g.unary('neg', x)), left: ['cos'] },
  { name: 'x + -y', compute: (g, x, y) => g.binary('add', x, g.unary('neg', y)), left: ['subtract'] },
  { name: '-x + y', compute: (g, x, y) => g.binary('add', g.unary('neg', x), y), left: ['subtract'] },
  {
    name: '-x - y',
    compute: (g, x, y) => g.binary('subtract', g.unary('neg', x), y),
    left: ['add', 'neg'],
  },
  {
    name: '- sum x in another shape',
    compute: (g, x) => g.reshape(g.unary('neg', g.reduce('sum', x, [1], false)), [2, 1]),
    left: ['sum', 'reshape', 'neg'],
  },
  { name: 'x - -y', compute: (g, x, y) => g.binary('subtract', x, g.unary('neg', y)), left: ['add'] },
  {
    name: '-x * -y',
    compute: (g, x, y) => g.binary('multiply', g.unary('neg', x), g.unary('neg', y)),
    left: ['multiply'],
  },
  { name: '-(x - y)', compute: (g, x, y) => g.unary('neg', g.binary('subtract', x, y)), left: ['subtract'] },
  {
    name: '(x - y)^2',
    compute: (g, x, y) => g.binary('squaredDifference', x, y),
    left: ['subtract', 'square'],
  },
  { name: 'either of the same', compute: (g, x, y) => g.select(g.compare('less', x, y), x, x), left: [] },
  { name: 'a known choice', compute: (g, x, y) => g.select(g.filled(1, [2, 1], 'bool'), x, y), left: [] },
];

test.each(cases)('$name', ({ compute, left }) => {
  const graph = smallGraph({ x: [2, 3], y: [2, 3] }, (g, { x, y }) => compute(g, x, y));
  const after = deadCode.run(identities.run(graph));
  expect(namesOf(after)).toEqual(left);
  expectSameValues(graph, after);
});

test('what has no identity stays the very same graph', () => {
  const graph = smallGraph({ x: [2] }, (g, { x }) => g.binary('multiply', x, g.scalar(2)));
  expect(identities.run(graph)).toBe(graph);
});
