import { ConfigurationError, type Problem, type ResolvedSweep } from '@highorder/config';
import { valuesOf } from './axis-values.ts';
import type { Variant } from './expand.ts';

/**
 * Refuses what a schema cannot see: axes of different lengths in a zip, conditions on names that nothing has, a baseline
 * that is no method, different experiments that tables would call the same. Throws `ConfigurationError` with all of it.
 */
export function checkSweep(sweep: ResolvedSweep, variants: readonly Variant[]): void {
  const problems = [
    ...zipProblems(sweep),
    ...conditionProblems(sweep),
    ...baselineProblems(sweep, variants),
    ...nameProblems(sweep, variants),
  ];
  if (problems.length > 0) throw new ConfigurationError(problems);
}

function zipProblems(sweep: ResolvedSweep): readonly Problem[] {
  const { axes, combine } = sweep.settings;
  if (combine !== 'zip') return [];
  const lengths = axes.map((axis) => valuesOf(axis).length);
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

function conditionProblems(sweep: ResolvedSweep): readonly Problem[] {
  const { axes } = sweep.settings;
  const known = ['problem', 'method', ...axes.map(({ option }) => option)];
  return axes.flatMap(({ when }, index) =>
    Object.keys(when)
      .filter((name) => !known.includes(name))
      .map((name) =>
        sweep.problem({
          path: `axes.${index}.when.${name}`,
          message: `no axis has the option "${name}".`,
          found: name,
          known,
        }),
      ),
  );
}

function baselineProblems(sweep: ResolvedSweep, variants: readonly Variant[]): readonly Problem[] {
  const { baseline } = sweep.settings;
  const known = [...new Set(variants.map(({ method }) => method))];
  if (baseline === null || known.includes(baseline)) return [];
  const message = `no method of this sweep is called "${baseline}".`;
  return [sweep.problem({ path: 'baseline', message, found: baseline, known })];
}

function nameProblems(sweep: ResolvedSweep, variants: readonly Variant[]): readonly Problem[] {
  const names = variants.map(({ problem, method }) => `${method} on ${problem}`);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice === undefined) return [];
  const message = `two different experiments are called "${twice}".`;
  return [sweep.problem({ path: 'axes', message, fix: 'Give the axes labels that tell them apart.' })];
}
