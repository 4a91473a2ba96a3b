import { setImmediate } from 'node:timers/promises';
import { ConfigurationError, type PointRequest, type Problem, type ResolvedSweep } from '@highorder/config';
import { timeStep } from '@highorder/lab';
import { applyBudget, type BudgetContext, type Budgeted, countParameters } from '../budget/apply-budget.ts';
import type { PaceBook } from '../budget/pace.ts';
import type { CodeVersions } from '../code/code-version.ts';
import { identify, type JobIdentity } from '../job/job-identity.ts';
import { openJob } from '../job/open-job.ts';
import { type MeasuredValue, measuredValues } from './measured-values.ts';
import type { Point, Variant } from './expand.ts';

/** A job of a sweep. */
export interface PlannedJob extends JobIdentity {
  readonly point: Point;
  /** Its configuration as a file. */
  config(): string;
}

/** An experiment of a sweep, with what it costs. */
export interface PlannedVariant extends Variant, Omit<Budgeted, 'changes'> {
  /** What it is going to report. */
  readonly measured: readonly MeasuredValue[];
  /** A job for each seed. */
  readonly jobs: readonly PlannedJob[];
}

/** What jobs are made with. */
export interface PlanContext {
  /** The folder that paths in configurations are relative to. */
  readonly directory: string;
  readonly versions: CodeVersions;
  /** What updates took, for budgets in seconds. */
  readonly paces: PaceBook;
  /** Hears before each experiment how many of how many are planned. */
  readonly onPlanned?: ((done: number, total: number) => void) | undefined;
}

/** Experiments, each with every seed, and the method to whose parameters budgets match, unless they name one. */
export interface VariantsAndSeeds {
  readonly variants: readonly Variant[];
  readonly seeds: readonly number[];
  readonly baseline: string;
  readonly for: 'table' | 'tuning';
}

/**
 * Composes experiments, fits them to the budget, checks that their parts fit, and names their jobs. Nothing runs, but that a budget in seconds
 * times an update. Throws `ConfigurationError` with the mistakes of all of them, each once.
 */
export async function planVariants(
  sweep: ResolvedSweep,
  wanted: VariantsAndSeeds,
  context: PlanContext,
): Promise<readonly PlannedVariant[]> {
  const problems = new Map<string, Problem>();
  const planned: PlannedVariant[] = [];
  for (const [index, variant] of wanted.variants.entries()) {
    // Signals have their turn.
    await setImmediate();
    context.onPlanned?.(index, wanted.variants.length);
    try {
      planned.push(await planVariant(sweep, variant, wanted, context));
    } catch (error) {
      if (!(error instanceof ConfigurationError)) throw error;
      for (const problem of error.problems) problems.set(JSON.stringify(problem), problem);
    }
  }
  if (problems.size > 0) throw new ConfigurationError([...problems.values()]);
  return planned;
}

/** Composes one experiment and opens it once; with other seeds nothing else of it changes. */
async function planVariant(
  sweep: ResolvedSweep,
  variant: Variant,
  wanted: VariantsAndSeeds,
  context: PlanContext,
): Promise<PlannedVariant> {
  const { directory, versions } = context;
  const { changes, ...cost } = await fitBudget(sweep, variant, wanted, context);
  const fitted = { ...variant, changes: [...variant.changes, ...changes] };
  const first = sweep.compose(requestOf(fitted, wanted));
  const { experiment, files, code } = openJob(first, directory, versions);
  const jobs = wanted.seeds.map((seed): PlannedJob => {
    const resolved = first.withSeed(seed);
    return {
      ...identify({ resolved, files }, code),
      point: { ...fitted, seed },
      config: () => resolved.yaml(),
    };
  });
  return { ...fitted, ...cost, measured: measuredValues(experiment), jobs };
}

function requestOf(
  { problemIndex, methodIndex, changes }: Variant,
  { seeds: [seed = 0], for: purpose }: VariantsAndSeeds,
): PointRequest {
  return { problem: problemIndex, method: methodIndex, seed, changes, for: purpose };
}

function fitBudget(
  sweep: ResolvedSweep,
  variant: Variant,
  wanted: VariantsAndSeeds,
  { directory, versions, paces }: PlanContext,
): Promise<Budgeted> {
  const context: BudgetContext = {
    sweep,
    open: (resolved) => openJob(resolved, directory, versions).experiment,
    secondsOf: (resolved) => {
      const { hash, experiment } = openJob(resolved, directory, versions);
      return paces.secondsOf(hash, () => timeStep(experiment, TIMED_STEPS));
    },
  };
  const { budget } = sweep.settings;
  const target = targetFor(variant, wanted, context);
  return applyBudget(budget ?? {}, requestOf(variant, wanted), target, context);
}

/** Updates of a trial. */
const TIMED_STEPS = 50;

/** The number of parameters that a budget asks for: that of another method on the same problem. */
function targetFor(
  variant: Variant,
  wanted: VariantsAndSeeds,
  { sweep, open }: BudgetContext,
): number | undefined {
  const named = sweep.settings.budget?.parameters;
  if (named === undefined) return undefined;
  const method = named === 'match' ? wanted.baseline : named;
  const model = wanted.variants.find((each) => each.problem === variant.problem && each.method === method);
  if (model !== undefined) return countParameters(open(sweep.compose(requestOf(model, wanted))));
  const known = [...new Set(wanted.variants.map((each) => each.method))];
  throw new ConfigurationError([
    sweep.problem({
      path: 'budget.parameters',
      message: `no method of this sweep is called "${method}".`,
      found: method,
      name: method,
      known: ['match', ...known],
      fix: 'Write match for the baseline.',
    }),
  ]);
}
