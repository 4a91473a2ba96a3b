import type { BoardJob, Counts, FailedJob, PlannedJob, SweepStatus } from '@highorder/sweep';
import { shownPath } from './paths.ts';

/** How many jobs stand how, without those of which there are none. */
export function countsText({ total, done, running, queued, failed }: Counts): string {
  const others = Object.entries({ running, queued, failed }).filter(([, count]) => count > 0);
  return [`${done} of ${total} done`, ...others.map(([name, count]) => `${count} ${name}`)].join(', ');
}

/** What the jobs of a sweep are for. */
export function phaseText(phase: SweepStatus['phase']): string {
  return phase === 'tuning' ? 'choosing options' : 'the table';
}

/** A job in the words of the sweep. */
export function jobText({ point }: Pick<PlannedJob, 'point'>): string {
  return `${point.problem}, ${point.method}, seed ${point.seed}`;
}

/** Why a job failed, and where the rest stands. */
export function failureText({ job, message, log }: FailedJob): string {
  return `Failed: ${jobText(job)}: ${message.trimEnd()}\n  Its log: ${shownPath(log)}`;
}

/** The method with the smallest mean so far, problem by problem, in the first row that jobs report; undefined where no job is done. */
export function bestText(jobs: readonly BoardJob[]): string | undefined {
  const done = jobs.flatMap(({ planned: { point }, state }) => {
    const row = state.state === 'done' ? state.result.rows[0] : undefined;
    return row === undefined ? [] : [{ ...point, row }];
  });
  const [first] = done;
  if (first === undefined) return undefined;
  const problems = [...new Set(done.map(({ problem }) => problem))];
  const best = problems.map((problem) => {
    const here = done.filter((each) => each.problem === problem);
    const methods = [...new Set(here.map(({ method }) => method))].map((method) => {
      const values = here.filter((each) => each.method === method).map(({ row }) => row.value);
      return { method, mean: values.reduce((sum, value) => sum + value, 0) / values.length };
    });
    const [winner] = methods.filter(({ mean }) => Number.isFinite(mean)).sort((a, b) => a.mean - b.mean);
    return winner === undefined ? '' : `${problem}: ${winner.method} ${winner.mean.toPrecision(3)}`;
  });
  const { metric, steps } = first.row;
  const unit = steps === 1 ? '1 step' : `${steps} steps`;
  return `best so far in ${metric} at ${unit}: ${best.filter((text) => text !== '').join(', ')}`;
}
