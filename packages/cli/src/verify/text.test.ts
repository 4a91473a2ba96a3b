import type { OneStepSplit, RunVerification, Verification } from '@highorder/verify';
import { expect, test } from 'vitest';
import { runText } from './run.ts';
import { verificationText } from './text.ts';

const spread = { rms: 2, median: 1.23456 };
const none = { rms: 1e-17, median: 0 };

test('a verification: headings once each, long sentences wrapped, rounding as 0', () => {
  const oneStep: OneStepSplit = {
    ...{ whole: spread, objective: spread, targets: none, rule: spread, sampling: none },
    ...{ ladder: none, integrator: none },
  };
  const found: Verification = {
    ...{ experiment: 'soft', points: 64, answered: true, doubleCounts: false, fieldGaps: {} },
    findings: [
      { topic: 'rule', text: 'word '.repeat(30).trim() },
      { topic: 'rule', text: 'second' },
      { topic: 'targets', text: 'first' },
    ],
    facts: {
      ...{ integrator: 'taylor', oneStep, sameEnds: false },
      curves: [{ name: 'this objective', points: [{ steps: 1, ...spread }] }],
      order: { between: [64, 128], until: 1, configured: 1, right: 2 },
    },
  };
  const lines = verificationText(found).split('\n');
  expect(lines[2]).toBe('What heads learn at d = 0');
  expect(lines.filter((line) => line === 'What steps d > 0 converge to')).toHaveLength(1);
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(104);
  expect(lines).toContain('  - second');
  expect(lines.find((line) => line.includes('by what the rule makes'))).toMatch(/ 2 +1\.23$/);
  expect(lines.find((line) => line.startsWith("  the ladder's"))).toMatch(/ 0 +0$/);
});

test('a run: a column for each number of steps, and no line for what is not known', () => {
  const found: RunVerification = {
    ...{ experiment: 'soft', step: 6, points: 64, findings: [] },
    splits: [1, 2].map((steps) => ({ steps, whole: spread, selfConsistency: none })),
    fine: { steps: 128, told: false, error: spread },
  };
  const text = runText(found);
  expect(text).toMatch(/^ +1 +2$/m);
  expect(text).toMatch(/^ {2}this run, from the exact end +1\.23 +1\.23$/m);
  expect(text).not.toContain('learning');
  expect(text).toContain('Its own 128 fine steps, told a step of 0, end 2 from the exact end (median 1.23)');
});
