/**
 * Holds Vitest open, so that a run of some tests costs what the tests cost. The parent sends a `Request`; the answer is an
 * `Outcome`.
 *
 * @module
 */
import { createVitest, type TestModule } from 'vitest/node';
import type { Outcome, Request } from './test-runner.ts';

/** Milliseconds: a day. */
const NEVER = 86_400_000;

const [root = ''] = process.argv.slice(2);

const vitest = await createVitest('test', {
  root,
  watch: false,
  bail: 1,
  reporters: [{}],
  maxWorkers: 1,
  // On a busy machine a slow test has caught nothing. The parent ends what never ends.
  testTimeout: NEVER,
  hookTimeout: NEVER,
});

/** Whatever was broken once: its sound text has come back meanwhile. */
const everChanged = new Set<string>();

process.on('disconnect', () => process.exit());
process.on('message', (request: Request) => {
  void run(request).then((outcome) => process.send?.(outcome));
});
process.send?.('ready');

async function run({ changed, tests }: Request): Promise<Outcome> {
  everChanged.add(changed);
  for (const file of everChanged) vitest.invalidateFile(file);
  const specifications = await vitest.globTestSpecifications([tests]);
  if (specifications.length === 0) return { passed: false, by: `no test in ${tests}` };
  const { testModules, unhandledErrors } = await vitest.runTestSpecifications(specifications);
  // Vitest also reports what failed in earlier runs of other files.
  const asked = new Set(specifications.map(({ moduleId }) => moduleId));
  const failed = testModules.find((module) => asked.has(module.moduleId) && !module.ok());
  if (failed !== undefined) return { passed: false, by: firstFailure(failed) };
  const [error] = unhandledErrors;
  if (error !== undefined) return { passed: false, by: firstLine(String(error)) };
  const ran = testModules.filter((module) => asked.has(module.moduleId));
  const skipped = ran.flatMap(({ children }) => [...children.allTests('skipped')]).length;
  return { passed: true, skipped };
}

function firstFailure(module: TestModule): string {
  for (const test of module.children.allTests('failed')) {
    const [reason] = test.result().errors ?? [];
    return `${test.fullName}: ${firstLine(reason?.message ?? '')}`;
  }
  const [error] = module.errors();
  return error === undefined
    ? 'a file that does not load'
    : `a file that does not load: ${firstLine(error.message)}`;
}

function firstLine(text: string): string {
  return text.split('\n').slice(0, 1).join('');
}
