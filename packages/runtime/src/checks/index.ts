import { checkDimensions } from './dimensions.ts';
import type { Finding, Parts } from './finding.ts';
import { checkHeads } from './heads.ts';
import { checkIntegrator } from './integrator.ts';
import { checkLosses } from './losses.ts';
import { checkMemory } from './memory.ts';
import { checkRows } from './rows.ts';
import { checkTimes } from './times.ts';

export type { Finding, Parts } from './finding.ts';

const checks: readonly ((parts: Parts) => readonly Finding[])[] = [
  checkDimensions,
  checkHeads,
  checkLosses,
  checkIntegrator,
  checkRows,
  checkTimes,
  checkMemory,
];

/** Everything about these parts that cannot work, in one pass. */
export function findConflicts(parts: Parts): readonly Finding[] {
  return checks.flatMap((check) => check(parts));
}
