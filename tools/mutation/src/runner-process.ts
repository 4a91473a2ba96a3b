/**
 * Holds Vitest open for the tests of one plugin, so that a run costs what the tests cost. The parent sends the file that
 * changed; the answer is an `Outcome`.
 *
 * @module
 */
import { createVitest, type TestModule } from 'vitest/node';
import type { Outcome } from './test-runner.ts';

const [root = '', folder = ''] = process.argv.slice(2);

const vitest = await createVitest('test', { root, watch: false, bail: 1, reporters: [{}], maxWorkers: 1 });
const specifications = await vitest.globTestSpecifications([`${folder}/src/`]);

/** Whatever was broken once: its sound text has come back meanwhile. */
const everChanged = new Set<string>();

process.on('disconnect', () => process.exit());
process.on('message', (changed: string) => {
  void run(changed).then((outcome) => process.send?.(outcome));
});
process.send?.({ ready: specifications.length });

async function run(changed: string): Promise<Outcome> {
  everChanged.add(changed);
  for (const file of everChanged) vitest.invalidateFile(file);
  const { testModules, unhandledErrors } = await vitest.runTestSpecifications(specifications);
  const failed = testModules.find((module) => !module.ok());
  if (failed !== undefined) return { passed: false, by: firstFailure(failed) };
  const [error] = unhandledErrors;
  return error === undefined ? { passed: true } : { passed: false, by: firstLine(String(error)) };
}

function firstFailure(module: TestModule): string {
  for (const test of module.children.allTests('failed')) return test.fullName;
  const [error] = module.errors();
  return error === undefined
    ? 'a file that does not load'
    : `a file that does not load: ${firstLine(error.message)}`;
}

function firstLine(text: string): string {
  return text.split('\n').slice(0, 1).join('');
}
