import { expect, test } from 'vitest';
import { type VerdictParts, verdictOf } from './verdict.ts';

/** A clear win: less by 1 where less is better, and a metric that strays by 0.1. */
const clear: VerdictParts = {
  difference: -1,
  interval: { low: -1.3, high: -0.7, level: 0.95, kind: 'student' },
  adjusted: 0.001,
  alpha: 0.05,
  band: 0.1,
  bothWithinFloor: false,
  higherIsBetter: false,
};

const small = { low: -0.09, high: 0.08, level: 0.95, kind: 'student' } as const;
const wide = { low: -0.3, high: 0.2, level: 0.95, kind: 'student' } as const;
const nearly = { low: -0.15, high: -0.03, level: 0.95, kind: 'student' } as const;

test.each<{ name: string; parts: Partial<VerdictParts>; verdict: string }>([
  { name: 'less', parts: {}, verdict: 'better' },
  { name: 'more', parts: { difference: 1 }, verdict: 'worse' },
  { name: 'less where more is better', parts: { higherIsBetter: true }, verdict: 'worse' },
  { name: 'more where more is better', parts: { difference: 1, higherIsBetter: true }, verdict: 'better' },
  { name: 'p at alpha', parts: { adjusted: 0.05 }, verdict: 'better' },
  { name: 'p above alpha', parts: { adjusted: 0.0501 }, verdict: 'not distinguishable' },
  { name: 'both within the floor', parts: { bothWithinFloor: true }, verdict: 'below the noise floor' },
  {
    name: 'surely small, p above alpha',
    parts: { difference: 0, interval: small, adjusted: 1 },
    verdict: 'below the noise floor',
  },
  {
    name: 'perhaps small, p above alpha',
    parts: { difference: -0.05, interval: wide, adjusted: 1 },
    verdict: 'not distinguishable',
  },
  {
    name: 'real but small',
    parts: { difference: -0.09, interval: nearly },
    verdict: 'below the noise floor',
  },
  { name: 'real and just large enough', parts: { difference: -0.11, interval: nearly }, verdict: 'better' },
  {
    name: 'no floor known',
    parts: { difference: -1e-9, band: 0, interval: { ...small, low: -2e-9, high: -5e-10 } },
    verdict: 'better',
  },
  {
    name: 'no difference, no floor',
    parts: { difference: 0, band: 0, interval: { ...small, low: 0, high: 0 } },
    verdict: 'not distinguishable',
  },
])('$name: $verdict', ({ parts, verdict }) => {
  expect(verdictOf({ ...clear, ...parts })).toBe(verdict);
});
