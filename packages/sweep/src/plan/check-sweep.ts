import { ConfigurationError, type Problem, type ResolvedSweep } from '@highorder/config';
import { conditionProblems, idleProblems, repeatedProblems, zipProblems } from './check-axes.ts';
import type { Variant } from './expand.ts';

/**
 * Refuses what a schema cannot see: axes that make no difference, or of different lengths in a zip, conditions on names that nothing has,
 * a baseline that is no method, different experiments that tables would call the same. Throws `ConfigurationError` with all of it.
 */
export function checkSweep(sweep: ResolvedSweep, variants: readonly Variant[]): void {
  const problems = [
    ...idleProblems(sweep),
    ...repeatedProblems(sweep, variants),
    ...zipProblems(sweep),
    ...conditionProblems(sweep),
    ...baselineProblems(sweep, variants),
    ...nameProblems(sweep, variants),
  ];
  if (problems.length > 0) throw new ConfigurationError(problems);
}

function baselineProblems(sweep: ResolvedSweep, variants: readonly Variant[]): readonly Problem[] {
  const { baseline } = sweep.settings;
  const known = [...new Set(variants.map(({ method }) => method))];
  if (baseline === null || known.includes(baseline)) return [];
  const message = `no method of this sweep is called "${baseline}".`;
  return [sweep.problem({ path: 'baseline', message, found: baseline, name: baseline, known })];
}

function nameProblems(sweep: ResolvedSweep, variants: readonly Variant[]): readonly Problem[] {
  const names = new Set<string>();
  const twice = variants
    .map(({ problem, method }) => `${method} on ${problem}`)
    .find((name) => names.size === names.add(name).size);
  if (twice === undefined) return [];
  const message = `two different experiments are called "${twice}".`;
  return [
    sweep.problem({
      path: 'axes',
      message,
      fix: 'Remove a value that is there twice, or give the axes labels that tell them apart.',
    }),
  ];
}
