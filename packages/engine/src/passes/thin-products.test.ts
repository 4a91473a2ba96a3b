import { tf } from '@highorder/core';
import { beforeAll, expect, test } from 'vitest';
import { expectSameValues, namesOf } from '../testing/same-values.ts';
import { smallGraph } from '../testing/small-graph.ts';
import { thinProducts } from './thin-products.ts';

beforeAll(async () => {
  tf.env().set('PROD', true);
  await tf.setBackend('cpu');
});

const plain = { transposeLeft: false, transposeRight: false };

test.each([
  { transposeLeft: false, transposeRight: false },
  { transposeLeft: false, transposeRight: true },
  { transposeLeft: true, transposeRight: false },
  { transposeLeft: true, transposeRight: true },
])('a product over three terms is a sum of columns times rows: $transposeLeft, $transposeRight', (turn) => {
  const shapes = {
    left: turn.transposeLeft ? [3, 40] : [40, 3],
    right: turn.transposeRight ? [20, 3] : [3, 20],
  };
  const graph = smallGraph(shapes, (g, { left, right }) => g.matMul(left, right, turn));
  const after = thinProducts.run(graph);
  expect(namesOf(after).filter((name) => name === 'multiply')).toHaveLength(3);
  expect(namesOf(after)).not.toContain('matMul');
  expectSameValues(graph, after, 5);
});

test('a layer, products over many terms, small ones and batches stay', () => {
  const inputs = { x: [40, 3], y: [3, 20], bias: [20], wide: [40, 9], tall: [9, 20], batch: [2, 40, 3] };
  const graph = smallGraph(inputs, (g, { x, y, bias, wide, tall, batch }) => {
    const small = g.matMul(x, x, { transposeLeft: true, transposeRight: false });
    const batched = g.matMul(batch, batch, { transposeLeft: false, transposeRight: true });
    const sums = [g.affine(x, y, bias, plain), g.matMul(wide, tall, plain), small].map((value) =>
      g.reduce('sum', value, [0, 1], false),
    );
    return [...sums, g.reduce('sum', batched, [0, 1, 2], false)].reduce((sum, one) =>
      g.binary('add', sum, one),
    );
  });
  expect(thinProducts.run(graph)).toBe(graph);
});
