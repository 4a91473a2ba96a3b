import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { breakPlugin, type Trial } from './break-plugin.ts';
import { openTestRunner } from './test-runner.ts';
import { openTypeChecker } from './type-checker.ts';

/** A workspace of one plugin, whose test does not look closely. */
const files = {
  'vitest.config.ts': `export default { test: { include: ['plugins/*/src/*.test.ts'] } };`,
  'package.json': '{ "type": "module" }',
  'tsconfig.json': '{}',
  'tsconfig.base.json': '{ "compilerOptions": { "strict": true, "types": [], "lib": ["es2023"] } }',
  'plugins/count/src/index.ts': [
    'export function countDown(from: number): number {',
    '  const [step, last, spare] = [-1, 0, 5];',
    '  while (from > last) from += step;',
    '  return from;',
    '}',
  ].join('\n'),
  'plugins/count/src/count.test.ts': [
    "import { expect, test } from 'vitest';",
    "import { countDown } from './index.ts';",
    "test('counts down', () => { expect(countDown(3)).toBeLessThanOrEqual(0); });",
    "test.skipIf(countDown(3) < 0)('meets the end', () => { expect(countDown(3)).toBe(0); });",
  ].join('\n'),
};

const installed = resolve(import.meta.dirname, '../../../node_modules');
let root = '';

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'highorder-broken-'));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(root, path, '..'), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  mkdirSync(join(root, 'node_modules'));
  for (const name of readdirSync(installed).filter((one) => !one.startsWith('.'))) {
    symlinkSync(join(installed, name), join(root, 'node_modules', name));
  }
});

afterAll(() => rmSync(root, { recursive: true, force: true }));

test('tells what tests catch, what survives and what never ends', { timeout: 300_000 }, async () => {
  const seen: Trial[] = [];
  const settings = { root, folder: 'plugins/count', count: 100, seed: 0, only: 'index.ts:2', patience: 2000 };
  const runner = openTestRunner(root);
  const hasTypes = openTypeChecker(root, ['plugins/count/src/index.ts']);
  const trials = await breakPlugin({ ...settings, hasTypes, runner, onTrial: (trial) => seen.push(trial) });
  runner.close();
  expect(seen).toEqual(trials);
  const said = trials.map(({ fault, outcome }) => `${fault.change}: ${outcome.by ?? 'survived'}`);
  expect(said.sort()).toEqual([
    expect.stringMatching(/^-1 -> 1: no end in \d+ s$/),
    '0 -> 1: counts down: expected 1 to be less than or equal to 0',
    '1 -> 2: tests that are skipped now',
    '5 -> 6: survived',
  ]);
});

test('a fault with an error of types is none', () => {
  const file = 'plugins/count/src/index.ts';
  const hasTypes = openTypeChecker(root, [file]);
  expect(hasTypes(file, files[file].replace('> last', '> to'))).toBe(false);
  // A variable without a use is no error of types.
  expect(hasTypes(file, files[file].replace('> last', '> from'))).toBe(true);
  expect(hasTypes(file, files[file])).toBe(true);
});
