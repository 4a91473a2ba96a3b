import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/** How many tests passed and failed. A file that could not be loaded counts as one failure. */
export interface TestCount {
  readonly passed: number;
  readonly failed: number;
}

/** What vitest's JSON reporter writes, as far as it is read here. */
const report = z.object({
  testResults: z.array(
    z.object({
      status: z.string(),
      assertionResults: z.array(z.object({ status: z.string() })),
    }),
  ),
});

type FileResult = z.output<typeof report>['testResults'][number];

/** Adds up the reports in a folder, one file for each run of vitest. */
export function countTests(folder: string): TestCount {
  const counts = readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .flatMap((name) => report.parse(JSON.parse(readFileSync(join(folder, name), 'utf8'))).testResults)
    .map(countFile);
  return {
    passed: counts.reduce((total, { passed }) => total + passed, 0),
    failed: counts.reduce((total, { failed }) => total + failed, 0),
  };
}

function countFile({ status, assertionResults }: FileResult): TestCount {
  const passed = assertionResults.filter((each) => each.status === 'passed').length;
  const failed = assertionResults.filter((each) => each.status === 'failed').length;
  return { passed, failed: failed === 0 && status === 'failed' ? 1 : failed };
}
