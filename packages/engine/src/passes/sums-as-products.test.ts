import { tf } from '@highorder/core';
import { beforeAll, expect, test } from 'vitest';
import { expectSameValues, namesOf } from '../testing/same-values.ts';
import { smallGraph } from '../testing/small-graph.ts';
import { sumsAsProducts } from './sums-as-products.ts';

beforeAll(async () => {
  tf.env().set('PROD', true);
  await tf.setBackend('cpu');
});

test.each([false, true])('a sum over rows is a product with ones, axis kept: %s', (keepDimensions) => {
  const graph = smallGraph({ x: [5, 20] }, (g, { x }) => g.reduce('sum', x, [0], keepDimensions));
  const after = sumsAsProducts.run(graph);
  expect(namesOf(after)).toEqual(keepDimensions ? ['matMul'] : ['matMul', 'reshape']);
  expectSameValues(graph, after, 5);
});

test('other sums stay', () => {
  const graph = smallGraph({ x: [5, 20], narrow: [20, 5], cube: [2, 2, 20] }, (g, { x, narrow, cube }) => {
    const columns = g.reduce('sum', x, [1], false);
    const rows = g.binary('add', columns, g.reduce('sum', narrow, [0], false));
    return g.binary('add', g.reduce('sum', cube, [0, 1, 2], false), g.reduce('mean', rows, [0], false));
  });
  expect(sumsAsProducts.run(graph)).toBe(graph);
});
