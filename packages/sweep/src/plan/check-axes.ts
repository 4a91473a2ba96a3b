import type { Problem, ResolvedSweep } from '@highorder/config';
import { countOf, isFree, valuesOf } from './axis-values.ts';
import type { Variant } from './expand.ts';
import { shownValue } from './labels.ts';
import { isEqualValue } from './condition.ts';

/** An option as the tree of an experiment has it: `losses[1].weight` is `losses.1.weight`. */
function pathOf(option: string): string {
  return option.replaceAll(/\[(\d+)\]/g, '.$1');
}

/** Options on which nothing depends that a comparison of methods could see. */
const idle = [
  {
    option: 'seed',
    message: 'every problem and method runs with the seeds of the sweep, so that an axis cannot change them.',
    fix: 'Write seeds: [0, 1, 2], or seed=0,1,2 on the command line.',
  },
  {
    option: 'name',
    message: 'no number depends on the name of an experiment.',
    fix: 'Remove this axis. The `label` of another one renames its values.',
  },
];

/** Axes whose values cannot make a difference. */
export function idleProblems(sweep: ResolvedSweep): readonly Problem[] {
  const { axes, tune } = sweep.settings;
  const placed = [
    ...axes.map(({ option }, index) => ({ option, path: `axes.${index}.option` })),
    ...(tune?.grid ?? []).map(({ option }, index) => ({ option, path: `tune.grid.${index}.option` })),
  ];
  return placed.flatMap(({ option, path }) =>
    idle
      .filter((each) => each.option === pathOf(option))
      .map(({ message, fix }) => sweep.problem({ path, found: option, message, fix })),
  );
}

/** An option that two axes set in one experiment, where the later one would hide the earlier. */
export function repeatedProblems(sweep: ResolvedSweep, variants: readonly Variant[]): readonly Problem[] {
  const { axes, tune } = sweep.settings;
  const inAxes = axes.flatMap(({ option }, index) => {
    const earlier = axes.findIndex((axis) => pathOf(axis.option) === pathOf(option));
    const meet = variants.some(({ changes }) =>
      [earlier, index].every((each) => changes.some(({ at }) => at === `axes.${each}`)),
    );
    return earlier < index && meet
      ? [repeated(sweep, option, `axes.${index}.option`, `axes.${earlier}`)]
      : [];
  });
  const grid = tune?.grid ?? [];
  const inGrid = grid.flatMap(({ option }, index) => {
    const earlier = grid.findIndex((axis) => pathOf(axis.option) === pathOf(option));
    return earlier < index
      ? [repeated(sweep, option, `tune.grid.${index}.option`, `tune.grid.${earlier}`)]
      : [];
  });
  return [...inAxes, ...inGrid];
}

function repeated(sweep: ResolvedSweep, option: string, path: string, earlier: string): Problem {
  return sweep.problem({
    path,
    message: `${earlier} sets ${option} in the same experiments, and only the last of its values would count.`,
    found: option,
    fix: 'Put all values into one axis, or give the axes conditions (`when`) that never hold together.',
  });
}

/** Axes of different lengths, to be taken side by side. */
export function zipProblems(sweep: ResolvedSweep): readonly Problem[] {
  const { axes, combine } = sweep.settings;
  if (combine !== 'zip') return [];
  const lengths = axes.map(countOf);
  return lengths.flatMap((length, index) =>
    length === lengths[0]
      ? []
      : [
          sweep.problem({
            path: `axes.${index}`,
            message: `zip takes the values of all axes side by side; this one has ${length}, the first has ${lengths[0]}.`,
            fix: 'Give both as many values, or write combine: grid.',
          }),
        ],
  );
}

/** Conditions on what no experiment of the sweep has: an option of no axis, a method that is not there. */
export function conditionProblems(sweep: ResolvedSweep): readonly Problem[] {
  const { axes } = sweep.settings;
  const known = ['problem', 'method', ...axes.map(({ option }) => option)];
  return axes.flatMap(({ when }, index) =>
    Object.entries(when).flatMap(([name, wanted]) => {
      const path = `axes.${index}.when.${name}`;
      if (!known.includes(name)) {
        const message = `no axis has the option "${name}".`;
        return [sweep.problem({ path, message, found: name, name, known })];
      }
      const possible = possibleValues(sweep, name);
      const values: readonly unknown[] = Array.isArray(wanted) ? wanted : [wanted];
      return values.flatMap((value, place) => {
        if (possible === undefined || possible.some((each) => isEqualValue(each, value))) return [];
        const shown = shownValue(value);
        const what =
          name === 'problem' || name === 'method' ? `no ${name} of this sweep is` : `${name} is never`;
        return [
          sweep.problem({
            path: Array.isArray(wanted) ? `${path}.${place}` : path,
            message: `${what} ${name === 'problem' || name === 'method' ? `called "${shown}"` : shown}.`,
            found: shown,
            name: shown,
            known: possible.map(shownValue),
          }),
        ];
      });
    }),
  );
}

/** What a condition may ask for; undefined where that is any number. */
function possibleValues(sweep: ResolvedSweep, name: string): readonly unknown[] | undefined {
  if (name === 'problem') return sweep.problems;
  if (name === 'method') return sweep.methods;
  const { axes, combine } = sweep.settings;
  const own = axes.filter(({ option }) => option === name);
  const anyNumber = typeof combine === 'object' && own.some(isFree);
  return anyNumber ? undefined : own.flatMap(valuesOf);
}
