import { join } from 'node:path';
import { defaultServerConditions } from 'vite';
import { configDefaults, defineConfig } from 'vitest/config';

/** Where each run of vitest leaves its counts, for a program that adds them up; unset in everyday use. */
const results = process.env['HIGHORDER_TEST_RESULTS'];

/** Tests of engines load native libraries and look at what loading does: each file has a process of its own. */
const engines = 'plugins/engine-*/src/**/*.test.ts';

export default defineConfig({
  // Tests run on the TypeScript sources; Node tests resolve through the ssr environment.
  ssr: { resolve: { conditions: ['@highorder/source', ...defaultServerConditions] } },
  test: {
    pool: 'forks',
    // No test is about time: a limit catches what never ends, on a busy machine too.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Tests keep no floors in the user's caches, and ONNX Runtime tells nobody of them.
    env: { HIGHORDER_CACHE: '', ORT_DISABLE_TELEMETRY: '1' },
    // Nx runs packages side by side, so each takes one core.
    ...(process.env['NX_TASK_TARGET_PROJECT'] === undefined ? {} : { maxWorkers: 1 }),
    setupFiles: process.env['CI'] === undefined ? [] : ['./tools/workspace/src/quiet-tests.ts'],
    reporters: results === undefined ? ['default'] : ['default', countsIn(results)],
    coverage: { provider: 'v8', include: ['{packages,plugins}/*/src/**/*.ts'] },
    projects: [
      {
        extends: true,
        test: {
          name: 'packages',
          include: ['{packages,plugins,tools}/*/src/**/*.test.ts'],
          exclude: [...configDefaults.exclude, engines],
          // One process serves all files of a package: loading the tensor library takes longer than most tests do.
          isolate: false,
        },
      },
      { extends: true, test: { name: 'engines', include: [engines] } },
    ],
  },
});

function countsIn(folder: string): ['json', { outputFile: string }] {
  return ['json', { outputFile: join(folder, `${process.pid}.json`) }];
}
