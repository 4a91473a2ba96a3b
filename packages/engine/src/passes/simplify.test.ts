import { tf } from '@highorder/core';
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { randomGraphs } from '../testing/random-graphs.ts';
import { expectPassKeepsValues } from '../testing/same-values.ts';
import { biases } from './biases.ts';
import { broadcasts } from './broadcasts.ts';
import { commonSubexpressions } from './common-subexpressions.ts';
import { constantFolding } from './constant-folding.ts';
import { deadCode } from './dead-code.ts';
import { identities } from './identities.ts';
import { noOperations } from './no-operations.ts';
import { pieces } from './pieces.ts';
import { products } from './products.ts';
import { reshapes } from './reshapes.ts';
import { scales } from './scales.ts';
import { simplify } from './simplify.ts';

beforeAll(async () => {
  tf.env().set('PROD', true);
  await tf.setBackend('cpu');
});

const all = [
  biases,
  broadcasts,
  commonSubexpressions,
  constantFolding,
  deadCode,
  identities,
  noOperations,
  pieces,
  products,
  reshapes,
  scales,
  { name: 'simplify', run: simplify },
];

test.each(all)('$name keeps the values of random graphs', (pass) => expectPassKeepsValues(pass, 80));

test('nothing is left to simplify', () => {
  fc.assert(
    fc.property(randomGraphs, (graph) => {
      const once = simplify(graph);
      expect(simplify(once).nodes.length).toBe(once.nodes.length);
      expect(once.nodes.length).toBeLessThanOrEqual(graph.nodes.length + 2);
    }),
    { numRuns: 100, seed: 6 },
  );
});
