import { points, type Problem } from '@highorder/core';
import { metricContract } from '@highorder/testkit';
import { expect, test } from 'vitest';
import w2 from './w2.ts';

metricContract(w2, { distance: true });

const line: Problem['source'] = { dimension: 1, sample: (count) => points(1, new Float64Array(count)) };
const problem = { source: line, target: line };

test('matches the first points only', () => {
  const generated = points(1, Float64Array.of(0, 1, 900));
  const reference = points(1, Float64Array.of(2, 3, 4));
  expect(w2.make({ points: 2 }).measure({ generated, reference, problem })).toEqual({ w2: 2 });
});

test('draws independent points, and applies to everything', () => {
  expect(w2.make().scheme).toBeUndefined();
  expect(w2.make().unsuitable?.(problem)).toBeUndefined();
});
