import type { Outcome } from '@highorder/statistics';
import type { SweepPlan } from '../plan/sweep-plan.ts';
import type { JobState, ResultRow } from '../store/job-records.ts';

/** A value with the job that it comes from. */
export interface SweepOutcome extends Outcome {
  readonly floorDeviation: number;
  readonly higherIsBetter: boolean;
  readonly samples: number;
  /** Draws behind the floor; absent in results of earlier versions. */
  readonly draws?: number | undefined;
  /** Evaluations of the networks for one sample. */
  readonly evaluations: number;
  /** The hash of the job. */
  readonly job: string;
}

/**
 * The values of all jobs that are over, in the order of the sweep, which does not depend on when they ended. A job that failed has no
 * value (NaN) for each metric and number of steps that other jobs of its problem have, so that no table leaves it out in silence.
 */
export function gatherOutcomes(
  { sweep, jobs }: SweepPlan,
  stateOf: (hash: string) => JobState | undefined,
): readonly SweepOutcome[] {
  const shown = (row: ResultRow) => sweep.settings.rows?.includes(row.metric) ?? true;
  const known = new Map<string, Map<string, ResultRow>>();
  for (const { hash, point } of jobs) {
    const rows = known.get(point.problem) ?? new Map<string, ResultRow>();
    known.set(point.problem, rows);
    for (const row of rowsOf(stateOf(hash))) rows.set(`${row.metric}/${row.steps}`, row);
  }
  return jobs.flatMap(({ hash, point: { problem, method, seed } }) => {
    const state = stateOf(hash);
    const rows = state?.state === 'failed' ? missing(known.get(problem)) : rowsOf(state);
    const about = { problem, method, seed, job: hash };
    return rows
      .filter(shown)
      .map(({ higherIsBetter = false, ...row }) => ({ ...about, ...row, higherIsBetter }));
  });
}

function rowsOf(state: JobState | undefined): readonly ResultRow[] {
  return state?.state === 'done' ? state.result.rows : [];
}

function missing(rows: ReadonlyMap<string, ResultRow> | undefined): readonly ResultRow[] {
  const none = { value: Number.NaN, floor: Number.NaN, floorDeviation: 0 };
  return [...(rows?.values() ?? [])].map((row) => ({ ...row, ...none }));
}
