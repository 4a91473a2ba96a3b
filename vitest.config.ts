import { join } from 'node:path';
import { defaultServerConditions } from 'vite';
import { defineConfig } from 'vitest/config';

/** Where each run of vitest leaves its counts, for a program that adds them up; unset in everyday use. */
const results = process.env['HIGHORDER_TEST_RESULTS'];

export default defineConfig({
  // Tests run on the TypeScript sources; Node tests resolve through the ssr environment.
  ssr: { resolve: { conditions: ['@highorder/source', ...defaultServerConditions] } },
  test: {
    include: ['{packages,plugins,tools}/*/src/**/*.test.ts'],
    pool: 'forks',
    setupFiles: process.env['CI'] === undefined ? [] : ['./tools/workspace/src/quiet-tests.ts'],
    reporters: results === undefined ? ['default'] : ['default', countsIn(results)],
    coverage: { provider: 'v8', include: ['{packages,plugins}/*/src/**/*.ts'] },
  },
});

function countsIn(folder: string): ['json', { outputFile: string }] {
  return ['json', { outputFile: join(folder, `${process.pid}.json`) }];
}
