import { tf } from '@highorder/core';
import { beforeAll, describe, expect, test } from 'vitest';
import { expectSameValues, namesOf } from '../testing/same-values.ts';
import { smallGraph } from '../testing/small-graph.ts';
import { commonSubexpressions } from './common-subexpressions.ts';
import { constantFolding } from './constant-folding.ts';
import { deadCode } from './dead-code.ts';

beforeAll(async () => {
  tf.env().set('PROD', true);
  await tf.setBackend('cpu');
});

describe('constant folding', () => {
  test('computes in float32', () => {
    const graph = smallGraph({}, (g) => g.binary('add', g.unary('cos', g.scalar(0.1)), g.scalar(0.2)));
    const after = deadCode.run(constantFolding.run(graph));
    expect(namesOf(after)).toEqual([]);
    expect(after.nodes[0]?.operation).toEqual({
      kind: 'constant',
      values: Float32Array.of(Math.fround(Math.cos(Math.fround(0.1))) + Math.fround(0.2)),
    });
  });

  test('broadcasts, converts and chooses', () => {
    const graph = smallGraph({}, (g) => {
      const [row, column] = [
        g.constant(Float32Array.of(1, -2.7, 3), [3], 'float32'),
        g.constant(Float32Array.of(0, 2), [2, 1], 'float32'),
      ];
      const whole = g.cast(g.cast(row, 'int32'), 'float32');
      return g.select(g.logical('or', g.compare('less', row, column), g.cast(column, 'bool')), whole, column);
    });
    const after = deadCode.run(constantFolding.run(graph));
    expect(namesOf(after)).toEqual([]);
    expectSameValues(graph, after);
  });

  test('leaves large results to the engine', () => {
    const graph = smallGraph({}, (g) => g.binary('add', g.filled(1, [50, 50], 'float32'), g.scalar(1)));
    expect(constantFolding.run(graph)).toBe(graph);
  });
});

describe('common subexpressions', () => {
  test('are computed once, whatever the order of the terms', () => {
    const graph = smallGraph({ x: [2], y: [2] }, (g, { x, y }) =>
      g.binary('multiply', g.binary('add', x, y), g.binary('add', y, x)),
    );
    expect(namesOf(commonSubexpressions.run(graph))).toEqual(['add', 'multiply']);
  });

  test('differ where the order, an attribute, a type or the sign of 0 does', () => {
    const graph = smallGraph({ x: [2], y: [2] }, (g, { x, y }) => {
      const differences = g.binary('multiply', g.binary('subtract', x, y), g.binary('subtract', y, x));
      const zeros = g.binary('multiply', g.constant(Float32Array.of(0, 1), [2], 'float32'), differences);
      return g.binary('multiply', g.constant(Float32Array.of(-0, 1), [2], 'float32'), zeros);
    });
    expect(commonSubexpressions.run(graph)).toBe(graph);
  });
});

test('dead code is left out', () => {
  const graph = smallGraph({ x: [2] }, (g, { x }) => {
    g.unary('tanh', g.unary('neg', x));
    return g.unary('square', x);
  });
  expect(namesOf(deadCode.run(graph))).toEqual(['square']);
  expect(deadCode.run(deadCode.run(graph))).toEqual(deadCode.run(graph));
});
