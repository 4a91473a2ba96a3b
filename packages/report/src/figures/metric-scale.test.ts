import { expect, test } from 'vitest';
import { metricScale } from './metric-scale.ts';

const rows = (values: readonly number[], floor: number, floorDeviation: number) =>
  values.map((value, index) => ({
    ...{ metric: 'w2', steps: index + 1, evaluations: 1, samples: 10 },
    ...{ value, floor, floorDeviation },
  }));

test.each([
  [[10, 1], 0.5, 0.1, 'log'],
  [[10, 8], 7, 0.1, 'linear'],
  [[10, -1], 0.5, 0.1, 'linear'],
  [[10, 1], 0, 0.1, 'linear'],
])('values %j over a floor of %d ± %d: %s', (values, floor, deviation, type) => {
  expect(metricScale(rows(values, floor, deviation)).axis.scale.type).toBe(type);
});

test('a band that reaches below zero ends above it on a log scale', () => {
  const { axis, least } = metricScale(rows([10, 1], 0.5, 1));
  expect(least).toBeGreaterThan(0);
  expect(axis.scale.domain[0]).toBeLessThan(least);
  expect(axis.scale.domain[1]).toBeGreaterThan(10);
});
