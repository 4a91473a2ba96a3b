import {
  ConfigurationError,
  type PointChange,
  type ResolvedSweep,
  type SweepSettings,
} from '@highorder/config';
import { valuesOf } from '../plan/axis-values.ts';
import { grid } from '../plan/combine.ts';
import { seedsOf, type Variant } from '../plan/expand.ts';
import { labelOf, shownValue } from '../plan/labels.ts';
import {
  type PlanContext,
  type PlannedJob,
  type PlannedVariant,
  planVariants,
} from '../plan/plan-variants.ts';
import { refuseUnknownGoal } from '../plan/check-values.ts';
import { refuseEqual } from '../plan/refuse-equal.ts';
import { tableOf } from '../plan/sweep-plan.ts';

/** A point of the grid for one method, to be tried. */
export interface PlannedTrial {
  readonly options: readonly PointChange[];
  readonly label: string;
  /** The jobs of each problem. */
  readonly problems: readonly (readonly PlannedJob[])[];
}

/** All that a sweep is to try before its table. */
export interface TuningPlan {
  readonly settings: NonNullable<SweepSettings['tune']>;
  readonly methods: readonly { readonly method: string; readonly trials: readonly PlannedTrial[] }[];
  readonly jobs: readonly PlannedJob[];
}

/**
 * Plans the trials of every method: the same grid, on problems and seeds that the table does not use. Undefined where a sweep tunes nothing.
 * Throws `ConfigurationError` where the table uses them, and with all mistakes of the experiments.
 */
export async function planTuning(
  sweep: ResolvedSweep,
  context: PlanContext,
): Promise<TuningPlan | undefined> {
  const { tune } = sweep.settings;
  if (tune === null) return undefined;
  const { variants, baseline } = tableOf(sweep);
  refuseShared(sweep, tune);
  const points = grid(tune.grid.map(valuesOf)).map((values) => pointOf(tune, values));
  const seeds = seedsOf(tune);
  const own = methodsOf(variants);
  const tried: (readonly PlannedVariant[])[] = [];
  for (const { options } of points) {
    const trials = own.flatMap((variant) =>
      sweep.tuneProblems.map((problem, problemIndex): Variant => {
        return { ...variant, problem, problemIndex, changes: [...ownChanges(sweep, variant), ...options] };
      }),
    );
    const planned = await planVariants(sweep, { variants: trials, seeds, baseline, for: 'tuning' }, context);
    refuseEqual(sweep, planned);
    tried.push(planned);
  }
  refuseUnknownGoal(sweep, tried.flat());
  const methods = own.map(({ method }) => ({
    method,
    trials: points.map(({ options, label }, index): PlannedTrial => {
      const mine = tried[index]?.filter((variant) => variant.method === method) ?? [];
      return { options, label, problems: mine.map(({ jobs }) => jobs) };
    }),
  }));
  const jobs = methods.flatMap(({ trials }) => trials.flatMap(({ problems }) => problems.flat()));
  return { settings: tune, methods, jobs };
}

/** Each method of a table once. */
function methodsOf(variants: readonly Variant[]): readonly Variant[] {
  const first = new Map<string, Variant>();
  for (const variant of variants) if (!first.has(variant.method)) first.set(variant.method, variant);
  return [...first.values()];
}

/** The changes that make a method, without those that make a problem of the table. */
function ownChanges(sweep: ResolvedSweep, { changes }: Variant): readonly PointChange[] {
  const ofMethod = (index: string | undefined) => sweep.settings.axes[Number(index)]?.of === 'method';
  return changes.filter(({ at }) => ofMethod(/^axes\.(\d+)$/.exec(at)?.[1]));
}

function pointOf(tune: NonNullable<SweepSettings['tune']>, values: readonly unknown[]) {
  const options = tune.grid.map(({ option }, index): PointChange => {
    return { option, value: values[index], at: `tune.grid.${index}` };
  });
  const label = tune.grid.map((axis, index) => `${labelOf(axis)}=${shownValue(values[index])}`).join(' ');
  return { options, label };
}

/** Options that were chosen on what the table shows would flatter. */
function refuseShared(sweep: ResolvedSweep, tune: NonNullable<SweepSettings['tune']>): void {
  const seeds = new Set(seedsOf(sweep.settings));
  const shared = seedsOf(tune).filter((seed) => seeds.has(seed));
  const dataOf = (problem: number, purpose: 'table' | 'tuning') => {
    const { values } = sweep.compose({ problem, method: 0, seed: 0, changes: [], for: purpose });
    return JSON.stringify(Object(values)['data']);
  };
  const table = new Set(sweep.problems.map((_, problem) => dataOf(problem, 'table')));
  const problems = [
    ...(shared.length === 0
      ? []
      : [
          sweep.problem({
            path: 'tune.seeds',
            message: `the table has the ${shared.length === 1 ? 'seed' : 'seeds'} ${shared.join(', ')} too.`,
            expected: 'seeds that the table does not have',
          }),
        ]),
    ...sweep.tuneProblems.flatMap((name, problem) =>
      table.has(dataOf(problem, 'tuning'))
        ? [
            sweep.problem({
              path: `tune.problems.${problem}`,
              message: `the table has the problem ${name} too.`,
              expected: 'problems that the table does not have',
            }),
          ]
        : [],
    ),
  ];
  if (problems.length > 0) throw new ConfigurationError(problems);
}
