import { ConfigurationError, type Problem, type ResolvedSweep } from '@highorder/config';
import type { CodeVersions } from '../code/code-version.ts';
import { identify, type JobIdentity } from '../job/job-identity.ts';
import { openJob } from '../job/open-job.ts';
import { checkSweep } from './check-sweep.ts';
import { expandVariants, type Point, seedsOf, type Variant } from './expand.ts';

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
 * Composes every experiment of a sweep, checks that its parts fit, and names the jobs. Nothing runs. Throws
 * `ConfigurationError` with the mistakes of all of them, each once.
 */
export function planSweep(sweep: ResolvedSweep, context: PlanContext): SweepPlan {
  const variants = expandVariants(sweep);
  checkSweep(sweep, variants);
  const jobs = planVariants(sweep, { variants, seeds: seedsOf(sweep.settings) }, context);
  return { sweep, jobs, baseline: sweep.settings.baseline ?? variants[0]?.method ?? '' };
}

/** Experiments, each with every seed. */
export interface VariantsAndSeeds {
  readonly variants: readonly Variant[];
  readonly seeds: readonly number[];
}

/** Composes experiments and names their jobs, seed by seed. Throws `ConfigurationError` with all mistakes, each once. */
export function planVariants(
  sweep: ResolvedSweep,
  { variants, seeds }: VariantsAndSeeds,
  context: PlanContext,
): readonly PlannedJob[] {
  const problems = new Map<string, Problem>();
  const jobs = variants.flatMap((variant) => {
    try {
      return planVariant(sweep, variant, seeds, context);
    } catch (error) {
      if (!(error instanceof ConfigurationError)) throw error;
      for (const problem of error.problems) problems.set(JSON.stringify(problem), problem);
      return [];
    }
  });
  if (problems.size > 0) throw new ConfigurationError([...problems.values()]);
  return jobs;
}

/** Composes one experiment and opens it once; with other seeds nothing else of it changes. */
function planVariant(
  sweep: ResolvedSweep,
  variant: Variant,
  seeds: readonly number[],
  { directory, versions }: PlanContext,
): readonly PlannedJob[] {
  const { problemIndex, methodIndex, changes } = variant;
  const [seed = 0] = seeds;
  const first = sweep.compose({ problem: problemIndex, method: methodIndex, seed, changes });
  const { files } = openJob(first, directory, versions);
  return seeds.map((each) => {
    const resolved = first.withSeed(each);
    const { hash, code } = identify({ resolved, files }, versions);
    return { hash, code, point: { ...variant, seed: each }, config: () => resolved.yaml() };
  });
}
