import { ConfigurationError, type Problem, type ResolvedSweep } from '@highorder/config';
import type { PlannedVariant } from './plan-variants.ts';

/**
 * Refuses experiments of different names that are the same in all that counts: their numbers would be equal, and each of them would count as a
 * comparison of its own in the correction of p values. Throws `ConfigurationError` with all of them.
 */
export function refuseEqual(sweep: ResolvedSweep, variants: readonly PlannedVariant[]): void {
  const first = new Map<string, PlannedVariant>();
  const problems = variants.flatMap((variant): readonly Problem[] => {
    const hash = variant.jobs[0]?.hash ?? '';
    const before = first.get(hash);
    if (before === undefined) first.set(hash, variant);
    return before === undefined ? [] : [equalProblem(sweep, before, variant)];
  });
  if (problems.length > 0) throw new ConfigurationError(problems);
}

function equalProblem(sweep: ResolvedSweep, one: PlannedVariant, other: PlannedVariant): Problem {
  const nameOf = ({ problem, method }: PlannedVariant) => `"${method}" on ${problem}`;
  return sweep.problem({
    path: placeOf(one, other),
    message: `${nameOf(other)} is the same experiment as ${nameOf(one)}, so that their numbers are equal.`,
    fix: 'Remove one of them, or change an option on which numbers depend.',
  });
}

/** Where two variants differ, to no effect. */
function placeOf(one: PlannedVariant, other: PlannedVariant): string {
  if (one.methodIndex !== other.methodIndex) return `methods.${other.methodIndex}`;
  if (one.problemIndex !== other.problemIndex) return `problems.${other.problemIndex}`;
  const different = other.changes.find(
    ({ at, value }) => !one.changes.some((each) => each.at === at && each.value === value),
  );
  return different?.at ?? 'axes';
}
