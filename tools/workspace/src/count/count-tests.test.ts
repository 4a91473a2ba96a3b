import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { countTests } from './count-tests.ts';
import { verdictOn } from './verdict.ts';

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'highorder-count-'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

function writeReport(name: string, files: readonly { status: string; tests: readonly string[] }[]): void {
  const testResults = files.map(({ status, tests }) => ({
    status,
    assertionResults: tests.map((each) => ({ status: each, title: 'a test' })),
  }));
  writeFileSync(join(folder, name), JSON.stringify({ success: true, testResults }));
}

test('adds up the reports of all runs', () => {
  writeReport('1.json', [{ status: 'passed', tests: ['passed', 'passed', 'skipped'] }]);
  writeReport('2.json', [{ status: 'failed', tests: ['passed', 'failed'] }]);
  expect(countTests(folder)).toEqual({ passed: 3, failed: 1 });
});

test('a file that could not be loaded is a failure', () => {
  writeReport('1.json', [{ status: 'failed', tests: [] }]);
  expect(countTests(folder)).toEqual({ passed: 0, failed: 1 });
});

test.each([
  { count: { passed: 7, failed: 0 }, failedSteps: 0, line: '7 passed, 0 failed', status: 0 },
  { count: { passed: 7, failed: 2 }, failedSteps: 1, line: '7 passed, 2 failed', status: 1 },
  { count: { passed: 7, failed: 0 }, failedSteps: 1, line: '7 passed, 1 failed', status: 1 },
  { count: { passed: 7, failed: 1 }, failedSteps: 2, line: '7 passed, 2 failed', status: 1 },
  { count: { passed: 0, failed: 0 }, failedSteps: 0, line: '0 passed, 1 failed', status: 1 },
])('$count and $failedSteps failed steps: $line', ({ count, failedSteps, line, status }) => {
  expect(verdictOn(count, failedSteps)).toEqual({ line, status });
});
