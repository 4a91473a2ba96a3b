import type { OrderHead } from '@highorder/core';
import { expect, test } from 'vitest';
import type { EvaluationSettings, TrainingSettings } from '../experiment.ts';
import { warnOfLongWork } from './long-work.ts';

/** A million numbers in one matrix, and a thousand that are added. */
const component: OrderHead = {
  orders: [1],
  sees: ['x', 't'],
  parameters: () => [
    { name: 'kernel', shape: [1000, 1000], initial: () => new Float64Array(0) },
    { name: 'bias', shape: [1000], initial: () => new Float64Array(0) },
  ],
  predict: () => {
    throw new Error('Nothing is asked.');
  },
};

function warningsOf(training: Partial<TrainingSettings>, evaluation: Partial<EvaluationSettings> = {}) {
  return warnOfLongWork({
    dimension: 2,
    heads: [{ use: 'test', path: 'heads.0', component }],
    training: {
      steps: 1000,
      batch: 100,
      clip: null,
      average: null,
      averageWarmup: false,
      log: 50,
      checkpoint: 1000,
      ...training,
    },
    evaluation: { steps: [1, 9], samples: 500, draws: 8, ...evaluation },
  });
}

test('reliability 14: updates that keep a processor busy for days are told before the first', () => {
  // 6e8 FLOPs an update: 2.88e7 updates are 1.73e16, two days at 1e11 a second.
  expect(warningsOf({ steps: 28_800_000 })).toEqual([
    { path: 'training.steps', message: 'training of 28800000 updates takes at least 2 days at 100 GFLOP/s.' },
  ]);
  expect(warningsOf({ steps: 14_000_000 })).toEqual([]);
});

test('reliability 14: so is an evaluation', () => {
  // 2e6 FLOPs a point and step: 1.728e9 points of 10 steps are 3.456e16.
  expect(warningsOf({}, { samples: 1_728_000_000 })).toEqual([
    {
      path: 'evaluation.samples',
      message: 'sampling of 1728000000 points takes at least 4 days at 100 GFLOP/s.',
    },
  ]);
  expect(warningsOf({}, { samples: 400_000_000 })).toEqual([]);
});
