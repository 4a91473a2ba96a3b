import type { Finding } from '../checks/index.ts';
import type { Experiment } from '../experiment.ts';

/** The least positive number of single precision that keeps all its digits: gradients are single. */
const smallest = 2 ** -126;

/** Warns of weights that switch their terms off. */
export function warnOfIdleTerms({ losses }: Pick<Experiment, 'losses'>): readonly Finding[] {
  return losses.flatMap(({ name, weight }, index) => {
    if (weight >= smallest) return [];
    return [
      {
        path: `losses.${index}.weight`,
        message:
          weight === 0
            ? `a weight of 0 switches ${name} off.`
            : `a weight of ${weight} switches ${name} off: single precision takes it for 0.`,
        fix: 'Raise the weight, or drop the term.',
      },
    ];
  });
}
