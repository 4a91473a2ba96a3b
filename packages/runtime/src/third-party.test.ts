import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { findThirdParty } from './third-party.ts';

/** A project on disk: paths and texts. */
function project(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'highorder-project-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

const announcing = (name: string, more = {}) =>
  JSON.stringify({ name, type: 'module', highorder: { plugins: './plugins.mjs' }, ...more });

const namesOf = async (folder: string, known: readonly string[] = []) =>
  (await findThirdParty(folder, new Set(known))).map((found) => [found.package, found.exported]);

test('the project itself announces plugins, seen from a folder inside it', async () => {
  const folder = project({
    'package.json': announcing('mine'),
    'plugins.mjs': 'export default "the export";',
    'deep/inside/notes.txt': '',
  });
  expect(await namesOf(join(folder, 'deep/inside'))).toEqual([['mine', 'the export']]);
});

test('packages that the project depends on announce plugins, others do not', async () => {
  const folder = project({
    'package.json': JSON.stringify({ name: 'mine', dependencies: { helpful: '1', plain: '1', absent: '1' } }),
    'node_modules/helpful/package.json': announcing('helpful'),
    'node_modules/helpful/plugins.mjs': 'export default 1;',
    'node_modules/plain/package.json': JSON.stringify({ name: 'plain' }),
    'node_modules/stranger/package.json': announcing('stranger'),
    'node_modules/stranger/plugins.mjs': 'export default 2;',
  });
  expect(await namesOf(folder)).toEqual([['helpful', 1]]);
  expect(await namesOf(folder, ['helpful'])).toEqual([]);
});

test('a module that is missing is reported with its package', async () => {
  const folder = project({ 'package.json': announcing('mine') });
  await expect(findThirdParty(folder, new Set())).rejects.toThrow(
    /package\.json: The plugins of mine do not load from "\.\/plugins\.mjs"/,
  );
});

test('a package that is no ES module is refused with the way out', async () => {
  const folder = project({
    'package.json': JSON.stringify({ name: 'old', highorder: { plugins: './plugins.js' } }),
    'plugins.js': 'module.exports = 1;',
  });
  await expect(findThirdParty(folder, new Set())).rejects.toThrow(
    /package\.json: The plugins of old are not an ES module\.\n {2}Way out: Add "type": "module"/,
  );
});
