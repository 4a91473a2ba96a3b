import { expect, test } from 'vitest';
import { valueCell } from './evaluation.ts';

const row = {
  metric: 'w2',
  steps: 1,
  evaluations: 1,
  value: Number.NaN,
  floor: 0.24,
  floorDeviation: 0.02,
  samples: 64,
  draws: 8,
};

test('truth H: samples that are not finite are counted below the value that they took away', () => {
  const { markup } = valueCell({ ...row, notFinite: 3 });
  expect(markup).toMatch(/>not finite<br><span class="range">3 of 64 samples<\/span><\/td>$/);
  expect(markup).toContain('title="so many samples are infinite or not a number. No value is given');
  expect(valueCell(row).markup).not.toContain('samples');
});
