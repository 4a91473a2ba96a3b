import { ConfigurationError } from './configuration-error.ts';
import type { LocatedMap } from './located.ts';
import { finishProblem } from './problem.ts';

/** Fields that only a sweep has. */
const sweepOnly = ['problems', 'methods'];

/** Whether files that were read are those of a sweep. */
export function isSweep({ entries }: LocatedMap): boolean {
  return sweepOnly.some((field) => entries.has(field));
}

/**
 * Refuses a sweep where one experiment is expected. All other mistakes in it would follow from that. Throws `ConfigurationError` with this one.
 */
export function refuseSweep(
  map: LocatedMap,
  sources: readonly string[],
  lineOf: (file: string, line: number) => string | undefined,
): void {
  const [field] = sweepOnly.flatMap((name) => map.entries.get(name) ?? []);
  if (field === undefined) return;
  throw new ConfigurationError([
    finishProblem(
      {
        code: 'value',
        path: '',
        origin: field.key,
        message: 'this is a sweep: it holds several experiments, and one is expected.',
        expected: 'one experiment, such as a problem and a method',
        fix: `Run all of them: highorder sweep ${sources.join(' ')}`,
      },
      lineOf,
    ),
  ]);
}
