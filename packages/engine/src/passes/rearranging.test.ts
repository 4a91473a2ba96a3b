import { tf } from '@highorder/core';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Graph, Pass, Value } from '../graph/graph.ts';
import type { GraphOperations } from '../graph/operations.ts';
import { expectSameValues, namesOf } from '../testing/same-values.ts';
import { smallGraph } from '../testing/small-graph.ts';
import { biases } from './biases.ts';
import { broadcasts } from './broadcasts.ts';
import { deadCode } from './dead-code.ts';
import { noOperations } from './no-operations.ts';
import { pieces } from './pieces.ts';
import { products } from './products.ts';
import { reshapes } from './reshapes.ts';

beforeAll(async () => {
  tf.env().set('PROD', true);
  await tf.setBackend('cpu');
});

const inputs = { x: [2, 3], y: [3, 2], row: [3], column: [2, 1], batch: [4, 2, 3] };

type Inputs = Readonly<Record<keyof typeof inputs, Value>>;

interface Case {
  readonly name: string;
  readonly compute: (graph: GraphOperations, inputs: Inputs) => Value;
  readonly left: readonly string[];
}

function suite(pass: Pass, cases: readonly Case[]): void {
  describe(pass.name, () => {
    test.each(cases)('$name', ({ compute, left }) => {
      const graph = smallGraph(inputs, compute);
      const after = settled(pass, graph);
      expect(namesOf(after)).toEqual(left);
      expectSameValues(graph, after);
    });
  });
}

function settled(pass: Pass, graph: Graph): Graph {
  const next = deadCode.run(pass.run(graph));
  return next === graph ? graph : settled(pass, next);
}

const plain = { transposeLeft: false, transposeRight: false };

suite(noOperations, [
  {
    name: 'a sum that gets its axis back',
    compute: (g, { x }) => g.reshape(g.reduce('sum', x, [1], false), [2, 1]),
    left: ['sum'],
  },
  {
    name: 'reshape of a reshape',
    compute: (g, { x }) => g.reshape(g.reshape(x, [6]), [3, 2]),
    left: ['reshape'],
  },
  { name: 'a reshape there and back', compute: (g, { x }) => g.reshape(g.reshape(x, [6]), [2, 3]), left: [] },
  {
    name: 'a transpose there and back',
    compute: (g, { x }) => g.transpose(g.transpose(x, [1, 0]), [1, 0]),
    left: [],
  },
  {
    name: 'a transpose of a column',
    compute: (g, { column }) => g.transpose(column, [1, 0]),
    left: ['reshape'],
  },
  {
    name: 'turned on',
    compute: (g, { batch }) => g.transpose(g.transpose(batch, [1, 2, 0]), [1, 2, 0]),
    left: ['transpose'],
  },
  {
    name: 'slice of a slice',
    compute: (g, { x }) => g.slice(g.slice(x, [0, 1], [2, 2]), [1, 0], [1, 2]),
    left: ['slice'],
  },
  {
    name: 'a sum of one',
    compute: (g, { column }) => g.reduce('sum', column, [1], false),
    left: ['reshape'],
  },
  { name: 'one piece joined', compute: (g, { x }) => g.concat([x], 0), left: [] },
]);

suite(reshapes, [
  {
    name: 'between two reshapes',
    compute: (g, { x }) => g.unary('tanh', g.binary('multiply', g.reshape(x, [6]), g.scalar(2))),
    left: ['multiply', 'tanh', 'reshape'],
  },
  {
    name: 'of two alike',
    compute: (g, { x }) => g.binary('add', g.reshape(x, [6]), g.reshape(g.unary('tanh', x), [6])),
    left: ['tanh', 'add', 'reshape'],
  },
  {
    name: 'of two unlike',
    compute: (g, { x, y }) => g.binary('add', g.reshape(x, [6]), g.reshape(y, [6])),
    left: ['reshape', 'reshape', 'add'],
  },
  {
    name: 'of a row as well',
    compute: (g, { x, row }) => g.binary('add', g.reshape(x, [2, 1, 3]), row),
    left: ['reshape', 'add'],
  },
]);

suite(broadcasts, [
  {
    name: 'an operand that was broadcast',
    compute: (g, { x, row }) => g.binary('add', x, g.broadcast(row, [2, 3])),
    left: ['add'],
  },
  {
    name: 'a row with an axis in front',
    compute: (g, { x, row }) => g.binary('add', x, g.reshape(row, [1, 3])),
    left: ['add'],
  },
  {
    name: 'a function of what is broadcast',
    compute: (g, { row }) => g.unary('tanh', g.broadcast(row, [2, 3])),
    left: ['tanh', 'broadcast'],
  },
  { name: 'a tile of length 1', compute: (g, { column }) => g.tile(column, [1, 3]), left: ['broadcast'] },
  {
    name: 'a sum over what is alike',
    compute: (g, { row }) => g.reduce('sum', g.broadcast(row, [2, 3]), [0], false),
    left: ['reshape', 'sum', 'multiply'],
  },
  {
    name: 'a mean over both',
    compute: (g, { row }) => g.reduce('mean', g.broadcast(row, [2, 3]), [0, 1], true),
    left: ['reshape', 'mean'],
  },
  {
    name: 'one number turned',
    compute: (g) => g.transpose(g.filled(3, [2, 3], 'float32'), [1, 0]),
    left: ['broadcast'],
  },
]);

suite(pieces, [
  { name: 'split and joined', compute: (g, { x }) => g.concat(g.split(x, 1, [1, 2]), 1), left: [] },
  {
    name: 'joined and split',
    compute: (g, { x, column }) => g.split(g.concat([x, column], 1), 1, [3, 1])[1] ?? x,
    left: [],
  },
  { name: 'one part of three', compute: (g, { x }) => g.split(x, 1, [1, 1, 1])[1] ?? x, left: ['slice'] },
  { name: 'joined twice', compute: (g, { x }) => g.concat([g.concat([x, x], 0), x], 0), left: ['concat'] },
  {
    name: 'a slice of one piece',
    compute: (g, { x, column }) => g.slice(g.concat([column, x], 1), [0, 2], [2, 2]),
    left: ['slice'],
  },
  {
    name: 'a slice of two pieces',
    compute: (g, { x, column }) => g.slice(g.concat([column, x], 1), [0, 0], [2, 2]),
    left: ['concat', 'slice'],
  },
]);

suite(products, [
  {
    name: 'a transposed operand',
    compute: (g, { x }) => g.matMul(x, g.transpose(x, [1, 0]), plain),
    left: ['matMul'],
  },
  {
    name: 'a transposed product',
    compute: (g, { x, y }) => g.transpose(g.matMul(x, y, plain), [1, 0]),
    left: ['matMul'],
  },
  {
    name: 'a batch times a matrix',
    compute: (g, { batch, y }) => g.matMul(batch, g.reshape(y, [1, 3, 2]), plain),
    left: ['reshape', 'reshape', 'reshape', 'matMul', 'reshape'],
  },
  {
    name: 'a batch of its own',
    compute: (g, { batch }) => g.matMul(batch, batch, { ...plain, transposeRight: true }),
    left: ['matMul'],
  },
]);

suite(biases, [
  {
    name: 'a row added',
    compute: (g, { x, row }) =>
      g.binary('add', g.matMul(g.matMul(x, x, { ...plain, transposeRight: true }), x, plain), row),
    left: ['matMul', 'affine'],
  },
  {
    name: 'a column added',
    compute: (g, { x, y, column }) => g.binary('add', g.matMul(x, y, plain), column),
    left: ['matMul', 'add'],
  },
]);
