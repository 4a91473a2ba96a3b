import { expect, test } from 'vitest';
import { type VerdictParts, verdictOf } from './verdict.ts';

/** A clear win: less by 1 where less is better. */
const clear: VerdictParts = {
  difference: -1,
  adjusted: 0.001,
  equivalence: undefined,
  alpha: 0.05,
  higherIsBetter: false,
};

test.each<{ name: string; parts: Partial<VerdictParts>; verdict: string }>([
  { name: 'less', parts: {}, verdict: 'better' },
  { name: 'more', parts: { difference: 1 }, verdict: 'worse' },
  { name: 'less where more is better', parts: { higherIsBetter: true }, verdict: 'worse' },
  { name: 'more where more is better', parts: { difference: 1, higherIsBetter: true }, verdict: 'better' },
  { name: 'p at alpha', parts: { adjusted: 0.05 }, verdict: 'better' },
  { name: 'p above alpha', parts: { adjusted: 0.0501 }, verdict: 'not decided' },
  { name: 'a tiny difference that is sure', parts: { difference: -1e-9 }, verdict: 'better' },
  { name: 'surely small', parts: { adjusted: 0.2, equivalence: 0.05 }, verdict: 'equivalent' },
  { name: 'perhaps small', parts: { adjusted: 0.2, equivalence: 0.0501 }, verdict: 'not decided' },
  { name: 'sure, and surely small', parts: { equivalence: 0.001 }, verdict: 'better' },
  { name: 'no difference at all', parts: { difference: 0, adjusted: 0.03 }, verdict: 'not decided' },
])('$name: $verdict', ({ parts, verdict }) => {
  expect(verdictOf({ ...clear, ...parts })).toBe(verdict);
});
