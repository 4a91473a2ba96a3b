import type { Outcome } from './run-case.ts';

/** What became of a case. `failed` on both sides says nothing of bits: an engine that is not set up, say. */
export type Verdict =
  | 'same'
  | 'other state'
  | 'other values'
  | 'fails now'
  | 'failed before'
  | 'fails on both sides';

/** Compares a case before and now. */
export function compare(before: Outcome, now: Outcome): Verdict {
  if ('failed' in before) return 'failed' in now ? 'fails on both sides' : 'failed before';
  if ('failed' in now) return 'fails now';
  if (before.state !== now.state) return 'other state';
  return before.values === now.values ? 'same' : 'other values';
}
