import { expect, test } from 'vitest';
import type { TrainingSettings } from '../experiment.ts';
import { warnOfOutlastingAverage } from './outlasting-average.ts';

const warningsOf = (changed: Partial<TrainingSettings>) =>
  warnOfOutlastingAverage({
    training: {
      steps: 200,
      batch: 64,
      clip: null,
      average: 0.9999,
      averageWarmup: false,
      log: 50,
      checkpoint: 1000,
      ...changed,
    },
  });

test('README "training.average=0.9999 with 200 steps": an average that outlasts the training is warned about', () => {
  expect(warningsOf({})).toEqual([
    {
      path: 'training.average',
      // 0.9999^200 = 0.980.
      message: 'after 200 updates the average still holds 98 % of the initial parameters.',
      fix: 'Set training.averageWarmup=true, or an average of at most 0.977.',
    },
  ]);
});

test('what the fix offers is not warned about', () => {
  expect(warningsOf({ averageWarmup: true })).toEqual([]);
  expect(warningsOf({ average: 0.977 })).toEqual([]);
});

test.each([{ average: null }, { steps: 100_000 }, { average: 0.98 }])('%j is not', (changed) => {
  expect(warningsOf(changed)).toEqual([]);
});
