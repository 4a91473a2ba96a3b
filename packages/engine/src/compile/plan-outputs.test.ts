import { expect, test } from 'vitest';
import { graphBuilder } from '../graph/graph-builder.ts';
import { planOutputs } from './plan-outputs.ts';

test('executors see inputs that are needed, and outputs that nodes make, each once', () => {
  const { input, operations, build } = graphBuilder();
  const [x, idle] = [
    input('x', { shape: [2], type: 'float32' }),
    input('idle', { shape: [], type: 'float32' }),
  ];
  const y = operations.unary('neg', x);
  const graph = build([
    { name: 'first', value: y },
    { name: 'passed', value: idle },
    { name: 'second', value: y },
  ]);
  const plan = planOutputs(graph);
  expect(plan.graph.inputs).toEqual([{ name: 'x', value: x }]);
  expect(plan.graph.outputs).toEqual([{ name: 'first', value: y }]);
  expect(Object.fromEntries(plan.sources)).toEqual({
    first: { from: 'graph', name: 'first' },
    passed: { from: 'input', name: 'idle' },
    second: { from: 'graph', name: 'first' },
  });
});
