import type { PointChange, ResolvedSweep, SweepSettings } from '@highorder/config';
import { randomStream } from '@highorder/core';
import { type Axis, drawValue, valuesOf } from './axis-values.ts';
import { labelOf, shownValue } from './labels.ts';
import { grid } from './combine.ts';
import { applies } from './condition.ts';

/** One experiment of a sweep, as tables name it. */
export interface Variant {
  /** The problem, with the values of axes that make other problems of it. */
  readonly problem: string;
  /** The method, with the values of axes that make other methods of it. */
  readonly method: string;
  /** The place of problem and method in the sweep. */
  readonly problemIndex: number;
  readonly methodIndex: number;
  /** What the axes set. */
  readonly changes: readonly PointChange[];
}

/** A variant with a seed: what one job does. */
export interface Point extends Variant {
  readonly seed: number;
}

/** All variants of a sweep: problems, then methods, then axes in their order; each once. */
export function expandVariants({ settings, problems, methods }: ResolvedSweep): readonly Variant[] {
  const rows = combinations(settings);
  const variants = problems.flatMap((problem, problemIndex) =>
    methods.flatMap((method, methodIndex) =>
      rows.map((values) => variantOf({ problem, method, problemIndex, methodIndex }, settings.axes, values)),
    ),
  );
  const byContent = new Map(variants.map((variant) => [JSON.stringify(variant), variant]));
  return [...byContent.values()];
}

/** How many seeds a sweep has, without making them. */
export function seedCount({ seeds }: Pick<SweepSettings, 'seeds'>): number {
  return 'count' in seeds ? seeds.count : new Set(seeds).size;
}

/** The seeds of a sweep, each once. */
export function seedsOf({ seeds }: Pick<SweepSettings, 'seeds'>): readonly number[] {
  if ('count' in seeds) return Array.from({ length: seeds.count }, (_, index) => seeds.from + index);
  return [...new Set(seeds)];
}

/** The values of all axes together, a list for each combination: the same for every problem and method. */
function combinations({ axes, combine }: SweepSettings): readonly (readonly unknown[])[] {
  if (typeof combine === 'object') {
    return Array.from({ length: combine.random }, (_, index) => {
      const random = randomStream({ seed: combine.seed, purpose: 'sweep', index });
      return axes.map((axis) => drawValue(axis, random));
    });
  }
  const values = axes.map(valuesOf);
  if (combine === 'zip') {
    const length = Math.max(1, ...values.map((each) => each.length));
    return Array.from({ length }, (_, index) => values.map((each) => each[index]));
  }
  return grid(values);
}

function variantOf(
  named: Omit<Variant, 'changes'>,
  axes: readonly Axis[],
  values: readonly unknown[],
): Variant {
  const all = axes.map((axis, index) => ({ axis, index, value: values[index] }));
  const options = Object.fromEntries(all.map(({ axis, value }) => [axis.option, value]));
  const facts = { ...options, problem: named.problem, method: named.method };
  const used = all.filter(({ axis }) => applies(axis.when, facts));
  const suffix = (of: Axis['of']) =>
    used
      .filter(({ axis }) => axis.of === of)
      .map(({ axis, value }) => ` ${labelOf(axis)}=${shownValue(value)}`)
      .join('');
  return {
    ...named,
    problem: named.problem + suffix('problem'),
    method: named.method + suffix('method'),
    changes: used.map(({ axis, index, value }) => ({ option: axis.option, value, at: `axes.${index}` })),
  };
}
