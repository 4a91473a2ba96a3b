import { ConfigurationError, MOST_JOBS, type ResolvedSweep, type SweepSettings } from '@highorder/config';
import { countOf, type ValueSource } from './axis-values.ts';
import { seedCount } from './expand.ts';

/** More experiments, without their seeds, would take hours to plan. */
const MOST_EXPERIMENTS = 10_000;

/** A count that a number of jobs is the product of, and where it is written. */
interface Factor {
  readonly path: string;
  readonly name: string;
  readonly count: number;
}

/**
 * Refuses a sweep with more jobs than can be planned, by counts alone: nothing of it is made before. Axes with conditions count as if they
 * applied everywhere. Throws `ConfigurationError` at the largest count.
 */
export function refuseTooLarge(sweep: ResolvedSweep): void {
  const { settings, methods, problems, tuneProblems } = sweep;
  const { tune } = settings;
  const own = { path: 'methods', name: 'methods', count: methods.length };
  const axes = axisFactors(settings);
  refuse(sweep, [{ path: 'problems', name: 'problems', count: problems.length }, own, ...axes], {
    path: 'seeds',
    name: 'seeds',
    count: seedCount(settings),
  });
  if (tune === null) return;
  const grid = tune.grid.map((axis, index) => factorOf(axis, `tune.grid.${index}`));
  refuse(
    sweep,
    [{ path: 'tune.problems', name: 'problems', count: tuneProblems.length }, own, ...axes, ...grid],
    { path: 'tune.seeds', name: 'seeds', count: seedCount(tune) },
  );
}

function refuse(sweep: ResolvedSweep, experiments: readonly Factor[], seeds: Factor): void {
  const count = product(experiments);
  if (count <= MOST_EXPERIMENTS && count * seeds.count <= MOST_JOBS) return;
  const factors = count <= MOST_EXPERIMENTS ? [...experiments, seeds] : experiments;
  const { path } = factors.reduce((most, each) => (each.count > most.count ? each : most));
  const text = factors.filter((each) => each.count > 1).map(({ name, count: n }) => `${n} ${name}`);
  const made = count <= MOST_EXPERIMENTS ? 'jobs' : 'experiments';
  throw new ConfigurationError([
    sweep.problem({
      path,
      message: `${text.join(' times ')} are ${product(factors)} ${made}.`,
      expected: `at most ${made === 'jobs' ? MOST_JOBS : MOST_EXPERIMENTS} ${made} in a sweep`,
      fix: 'Take fewer values here, draw them with combine: { random: 100 }, or make several sweeps of it.',
    }),
  ]);
}

function axisFactors({ axes, combine }: SweepSettings): readonly Factor[] {
  if (typeof combine === 'object') return [{ path: 'combine', name: 'random draws', count: combine.random }];
  const factors = axes.map((axis, index) => factorOf(axis, `axes.${index}`));
  if (combine === 'grid') return factors;
  return factors.length === 0
    ? []
    : [factors.reduce((most, each) => (each.count > most.count ? each : most))];
}

function factorOf(axis: ValueSource & { readonly option: string }, path: string): Factor {
  return { path, name: `values of ${axis.option}`, count: countOf(axis) };
}

function product(factors: readonly Factor[]): number {
  return factors.reduce((all, { count }) => all * count, 1);
}
