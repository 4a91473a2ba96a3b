import type { Finding } from '../checks/index.ts';
import type { Experiment } from '../experiment.ts';

/** From this share of the initial parameters in the last average on, it is warned about. */
const NOTED = 0.1;

/** What a fix leaves of them. */
const LEFT = 0.01;

/** Warns of a moving average that outlasts the training: it would be measured as it was initialized. */
export function warnOfOutlastingAverage({ training }: Pick<Experiment, 'training'>): readonly Finding[] {
  const { average, averageWarmup, steps } = training;
  if (average === null || averageWarmup) return [];
  const initial = average ** steps;
  if (initial < NOTED) return [];
  const enough = LEFT ** (1 / steps);
  return [
    {
      path: 'training.average',
      message: `after ${steps} updates the average still holds ${Math.round(100 * initial)} % of the initial parameters.`,
      fix: `Set training.averageWarmup=true, or an average of at most ${Math.floor(enough * 1000) / 1000}.`,
    },
  ];
}
