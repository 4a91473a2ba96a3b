import type { TestCount } from './count-tests.ts';

/** What a whole run says at its end. */
export interface Verdict {
  /** `N passed, N failed`. */
  readonly line: string;
  readonly status: 0 | 1;
}

/**
 * The verdict on a run: its tests and the number of its steps that failed. A step that failed although no test did
 * counts as a failure of its own, and so does a run without any test.
 */
export function verdictOn({ passed, failed }: TestCount, failedSteps: number): Verdict {
  const unexplained = failed === 0 && failedSteps === 0 && passed === 0 ? 1 : 0;
  const all = Math.max(failed, failedSteps, unexplained);
  return { line: `${passed} passed, ${all} failed`, status: all === 0 ? 0 : 1 };
}
