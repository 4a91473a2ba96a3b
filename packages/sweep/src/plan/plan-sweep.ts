import {
  ConfigurationError,
  type Problem,
  type ResolvedExperiment,
  type ResolvedSweep,
} from '@highorder/config';
import type { CodeVersions } from '../code/code-version.ts';
import type { JobIdentity } from '../job/job-identity.ts';
import { openJob } from '../job/open-job.ts';
import { checkSweep } from './check-sweep.ts';
import { expandSeeds, expandVariants, type Point, requestOf, seedsOf } from './expand.ts';

/** A job of a sweep. */
export interface PlannedJob extends JobIdentity {
  readonly point: Point;
  /** Its configuration as a file. */
  config(): string;
}

/** All that a sweep is to do. */
export interface SweepPlan {
  readonly sweep: ResolvedSweep;
  /** In the order in which tables show them and in which they begin. */
  readonly jobs: readonly PlannedJob[];
  /** The method that the others are compared with. */
  readonly baseline: string;
}

/** What jobs are made with. */
export interface PlanContext {
  /** The folder that paths in configurations are relative to. */
  readonly directory: string;
  readonly versions: CodeVersions;
}

/**
 * Composes every experiment of a sweep, checks that its parts fit, and names the jobs. Nothing runs. Throws `ConfigurationError` with the
 * mistakes of all of them, each once.
 */
export function planSweep(sweep: ResolvedSweep, context: PlanContext): SweepPlan {
  const variants = expandVariants(sweep);
  checkSweep(sweep, variants);
  const jobs = planPoints(sweep, expandSeeds(variants, seedsOf(sweep.settings)), context);
  return { sweep, jobs, baseline: sweep.settings.baseline ?? jobs[0]?.point.method ?? '' };
}

/** Composes the experiments of points and names their jobs. Throws `ConfigurationError` with all mistakes, each once. */
export function planPoints(
  sweep: ResolvedSweep,
  points: readonly Point[],
  context: PlanContext,
): readonly PlannedJob[] {
  const problems = new Map<string, Problem>();
  const jobs = points.flatMap((point) => {
    try {
      return [planJob(sweep.compose(requestOf(point)), point, context)];
    } catch (error) {
      if (!(error instanceof ConfigurationError)) throw error;
      for (const problem of error.problems) problems.set(JSON.stringify(problem), problem);
      return [];
    }
  });
  if (problems.size > 0) throw new ConfigurationError([...problems.values()]);
  return jobs;
}

function planJob(
  resolved: ResolvedExperiment,
  point: Point,
  { directory, versions }: PlanContext,
): PlannedJob {
  const { hash, code } = openJob(resolved, directory, versions);
  return { hash, code, point, config: () => resolved.yaml() };
}
