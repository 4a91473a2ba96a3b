import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { PluginRegistry } from '@highorder/runtime';
import { expect, onTestFinished, test } from 'vitest';
import { codeVersions } from './code-version.ts';

/** Installed packages: lab uses core; two plugins, of which one uses a package from outside. */
const installed: Readonly<Record<string, string>> = {
  'node_modules/@highorder/lab/package.json':
    '{ "version": "1.0.0", "dependencies": { "@highorder/core": "*" } }',
  'node_modules/@highorder/lab/src/train.ts': 'export const train = 1;',
  'node_modules/@highorder/core/package.json': '{ "version": "1.0.0" }',
  'node_modules/@highorder/core/src/jet.ts': 'export const jet = 1;',
  'node_modules/@highorder/loss-a/package.json': '{ "version": "1.0.0", "dependencies": { "outside": "*" } }',
  'node_modules/@highorder/loss-a/src/a.ts': 'export const a = 1;',
  'node_modules/@highorder/loss-b/package.json': '{ "version": "1.0.0" }',
  'node_modules/@highorder/loss-b/src/b.ts': 'export const b = 1;',
  'node_modules/outside/package.json': '{ "version": "3.1.4" }',
  'node_modules/outside/index.js': 'export const outside = 1;',
  'mine/package.json': '{ "version": "0.0.0" }',
  'mine/plugin.ts': 'export const mine = 1;',
};

function versionOf(names: readonly string[], change: Readonly<Record<string, string>> = {}): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'highorder-code-')));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const [path, text] of Object.entries({ ...installed, ...change })) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const registry: Pick<PluginRegistry, 'packageOf'> = {
    packageOf: (_, name) =>
      name === 'mine'
        ? { package: 'mine', folder: join(folder, 'mine') }
        : { package: `@highorder/loss-${name}` },
  };
  const from = pathToFileURL(join(folder, 'main.js')).href;
  return codeVersions(registry as PluginRegistry, from).of(names.map((name) => ({ kind: 'loss', name })));
}

test('is the same wherever the same code lies, and in whatever order plugins are named', () => {
  expect(versionOf(['a', 'b'])).toBe(versionOf(['b', 'a']));
  expect(versionOf(['a'])).toMatch(/^[0-9a-f]{20}$/);
  expect(versionOf(['a'])).not.toBe(versionOf(['a', 'b']));
});

test.each([
  ['code of a plugin that is used', 'node_modules/@highorder/loss-a/src/a.ts'],
  ['code of lab', 'node_modules/@highorder/lab/src/train.ts'],
  ['code of what lab uses', 'node_modules/@highorder/core/src/jet.ts'],
  ['new code', 'node_modules/@highorder/core/src/deep/new.ts'],
  ['a plugin of the user', 'mine/plugin.ts'],
])('changes with %s', (_, path) => {
  expect(versionOf(['a', 'mine'], { [path]: 'export const other = 2;' })).not.toBe(versionOf(['a', 'mine']));
});

test('changes with the version of a package from outside', () => {
  const path = 'node_modules/outside/package.json';
  expect(versionOf(['a'], { [path]: '{ "version": "3.1.5" }' })).not.toBe(versionOf(['a']));
});

test.each([
  ['a plugin that is not used', 'node_modules/@highorder/loss-b/src/b.ts'],
  ['a test', 'node_modules/@highorder/core/src/jet.test.ts'],
  ['golden numbers of a test', 'node_modules/@highorder/core/src/jet.golden.ts'],
  ['a helper of tests', 'node_modules/@highorder/core/src/testing/helper.ts'],
  ['a helper beside tests', 'node_modules/@highorder/core/src/deep/testing-network.ts'],
  ['a list that is generated', 'node_modules/@highorder/core/src/list.generated.ts'],
  ['what is compiled', 'node_modules/@highorder/core/dist/jet.js'],
  ['a text', 'node_modules/@highorder/core/README.md'],
])('does not change with %s', (_, path) => {
  expect(versionOf(['a'], { [path]: 'export const other = 2;' })).toBe(versionOf(['a']));
});
