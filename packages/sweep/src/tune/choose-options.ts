import type { JobState } from '../store/job-records.ts';
import type { Choice, Trial } from './choice.ts';
import type { PlannedTrial, TuningPlan } from './plan-tuning.ts';

type StateOf = (hash: string) => JobState | undefined;

/**
 * For each method the point of the grid with the smallest score; of equal ones the first. The score is the mean over problems of the mean over seeds,
 * each problem in units of the median over the grid, so that a problem with large values has no more weight than others. A point with a run
 * that failed, or that gave no finite value, has no score; a method without any keeps its own options.
 */
export function chooseOptions({ settings, methods }: TuningPlan, stateOf: StateOf): readonly Choice[] {
  return methods.map(({ method, trials }) => {
    const means = trials.map(({ problems }) =>
      problems.map((jobs) => meanOf(jobs.map(({ hash }) => valueOf(stateOf(hash), settings)))),
    );
    const scored = trials.map((trial, index) => ({ ...plain(trial), score: scoreOf(means, index) }));
    const best = scored.reduce<Trial | undefined>(
      (least, each) => (isSmaller(each, least) ? each : least),
      undefined,
    );
    return { method, options: best?.options ?? [], label: best?.label ?? 'its own options', trials: scored };
  });
}

function plain({ options, label }: PlannedTrial): Omit<Trial, 'score'> {
  return { options, label };
}

function isSmaller({ score }: Trial, than: Trial | undefined): boolean {
  return score !== undefined && (than?.score === undefined || score < than.score);
}

/** The mean over problems, each in units of its median over the grid. */
function scoreOf(means: readonly (readonly number[])[], index: number): number | undefined {
  const own = means[index] ?? [];
  const score = meanOf(
    own.map((mean, problem) => mean / (medianOf(means.map((each) => each[problem] ?? Number.NaN)) || 1)),
  );
  return Number.isFinite(score) ? score : undefined;
}

function valueOf(state: JobState | undefined, { metric, steps }: TuningPlan['settings']): number {
  if (state?.state !== 'done') return Number.NaN;
  return state.result.rows.find((row) => row.metric === metric && row.steps === steps)?.value ?? Number.NaN;
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** The median size of those that are finite. */
function medianOf(values: readonly number[]): number {
  const sorted = values
    .filter(Number.isFinite)
    .map(Math.abs)
    .sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return ((sorted[Math.floor(middle - 0.5)] ?? 0) + (sorted[Math.floor(middle)] ?? 0)) / 2;
}
