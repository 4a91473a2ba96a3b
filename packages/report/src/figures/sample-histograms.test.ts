import { points } from '@highorder/core';
import { expect, test } from 'vitest';
import { histogram } from './sample-histograms.ts';

test('the area of the bars is the share of points inside', () => {
  const bars = histogram(points(1, Float64Array.of(0.1, 0.2, 0.2, 5, Number.NaN)), [0, 1]);
  const area = bars.reduce((sum, bar) => sum + bar.density * (bar.to - bar.from), 0);
  expect(area).toBeCloseTo(3 / 5, 12);
  expect(bars.filter((bar) => bar.density > 0).length).toBe(2);
  expect([bars[0]?.from, bars.at(-1)?.to]).toEqual([0, 1]);
});
