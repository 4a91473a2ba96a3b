import { expect, test } from 'vitest';
import { operatorTimes } from './operator-times.ts';

const node = (op_name: string, dur: number) => ({
  cat: 'Node',
  name: `some/node_${op_name}_kernel_time`,
  dur,
  args: { op_name },
});

test('times are a run, by operator, and what is no kernel does not count', () => {
  const run = { cat: 'Session', name: 'model_run', dur: 900 };
  const fence = { cat: 'Node', name: 'some/node_fence_before', dur: 50, args: { op_name: 'Gemm' } };
  const events = [
    node('Mul', 10),
    node('Gemm', 300),
    run,
    fence,
    node('Gemm', 500),
    node('Mul', 30),
    node('Mul', 20),
    run,
  ];
  expect(operatorTimes(JSON.stringify(events))).toEqual([
    { operator: 'Gemm', nodes: 1, milliseconds: 0.4 },
    { operator: 'Mul', nodes: 1.5, milliseconds: 0.03 },
  ]);
});
