import type { Finding } from '../checks/index.ts';
import type { Experiment } from '../experiment.ts';
import { warnOfIdleTerms } from './idle-terms.ts';
import { warnOfLongWork } from './long-work.ts';
import { warnOfOutlastingAverage } from './outlasting-average.ts';
import { warnOfStart } from './start-of-path.ts';
import { warnOfUnreadHeads } from './unread-heads.ts';

const warnings: readonly ((experiment: Experiment) => readonly Finding[])[] = [
  warnOfStart,
  warnOfOutlastingAverage,
  warnOfUnreadHeads,
  warnOfIdleTerms,
  warnOfLongWork,
];

/** What works, but is seldom meant: found before training, and no reason to refuse it. */
export function findWarnings(experiment: Experiment): readonly Finding[] {
  return warnings.flatMap((warn) => warn(experiment));
}
