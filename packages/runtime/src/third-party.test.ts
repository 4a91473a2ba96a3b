import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
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
  (await findThirdParty(folder, new Set(known))).packages.map((found) => [found.package, found.exported]);

/** What was left out, without the folder of the test. */
const failuresOf = async (folder: string) =>
  (await findThirdParty(folder, new Set())).failures.map(({ package: name, reason }) => [
    name.replace(folder, '.'),
    reason.replaceAll(`${folder}/`, ''),
  ]);

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

describe('README "The place of a mistake": a broken neighbor is told of, and ends no verb', () => {
  const beside = (files: Readonly<Record<string, string>>) =>
    project({
      'package.json': JSON.stringify({ name: 'mine', dependencies: { helpful: '1', broken: '1' } }),
      'node_modules/helpful/package.json': announcing('helpful'),
      'node_modules/helpful/plugins.mjs': 'export default 1;',
      ...files,
    });
  const announced = { 'node_modules/broken/package.json': announcing('broken') };

  test.each<readonly [string, Readonly<Record<string, string>>, readonly (readonly [string, RegExp])[]]>([
    [
      'a package.json of a dependency that is no JSON',
      { 'node_modules/broken/package.json': '{ "name": "broken", ' },
      [['./node_modules/broken', /^node_modules\/broken\/package\.json: .*JSON/]],
    ],
    ['a package.json that holds null', { 'node_modules/broken/package.json': 'null' }, []],
    ['a package.json that holds a list', { 'node_modules/broken/package.json': '[1]' }, []],
    [
      'a module that throws',
      { ...announced, 'node_modules/broken/plugins.mjs': '\n\nthrow new Error("no license");' },
      [
        [
          'broken',
          /^node_modules\/broken\/plugins\.mjs:3:7: The plugins of broken do not load: Error: no license$/,
        ],
      ],
    ],
    [
      'a module with a syntax error',
      { ...announced, 'node_modules/broken/plugins.mjs': 'const a = 1;\nconst b = ;\n' },
      [
        [
          'broken',
          /^node_modules\/broken\/plugins\.mjs: The plugins of broken do not load: SyntaxError: Unexpected token ';'$/,
        ],
      ],
    ],
    [
      'a module that imports what is not there',
      { ...announced, 'node_modules/broken/plugins.mjs': "import 'absent-package';" },
      [['broken', /plugins\.mjs.*do not load: Error: Cannot find package 'absent-package'/]],
    ],
    [
      'a module that is missing',
      announced,
      [
        [
          'broken',
          /^node_modules\/broken\/package\.json: The plugins of broken do not load from "\.\/plugins\.mjs": there is no such file\./,
        ],
      ],
    ],
    [
      'a package that is no ES module',
      {
        'node_modules/broken/package.json': JSON.stringify({
          name: 'broken',
          highorder: { plugins: './plugins.js' },
        }),
        'node_modules/broken/plugins.js': 'module.exports = 1;',
      },
      [
        [
          'broken',
          /^node_modules\/broken\/package\.json: The plugins of broken are not an ES module\.\n {2}Way out: Add "type": "module"/,
        ],
      ],
    ],
  ])('%s', async (_, files, expected) => {
    const folder = beside(files);
    expect(await namesOf(folder)).toEqual([['helpful', 1]]);
    expect(await failuresOf(folder)).toEqual(
      expected.map(([name, reason]) => [name, expect.stringMatching(reason)]),
    );
  });

  test('the same of the project itself', async () => {
    expect(await failuresOf(project({ 'package.json': '{' }))).toHaveLength(1);
    expect(await failuresOf(project({ 'package.json': 'null' }))).toEqual([]);
  });

  test('a byte order mark in a package.json is no mistake', async () => {
    const folder = project({
      'package.json': `\ufeff${announcing('mine')}`,
      'plugins.mjs': 'export default 5;',
    });
    // Node reads the type of a module from the same file, and does not know the mark: the name decides.
    expect(await namesOf(folder)).toEqual([['mine', 5]]);
    expect(await failuresOf(folder)).toEqual([]);
  });

  test('a package brings the works that its plugins cite; a file that is not there is told', async () => {
    const citing = (references: string) =>
      JSON.stringify({ name: 'mine', type: 'module', highorder: { plugins: './plugins.js', references } });
    const files = { 'plugins.js': 'export default 7;', 'works.bib': '@misc{mine, title = {Mine}}' };
    const { packages } = await findThirdParty(
      project({ ...files, 'package.json': citing('./works.bib') }),
      new Set(),
    );
    expect(packages[0]?.references?.get('mine')).toBe('@misc{mine, title = {Mine}}');
    expect(await failuresOf(project({ ...files, 'package.json': citing('./none.bib') }))).toEqual([
      ['mine', expect.stringContaining('The references of mine do not load from "./none.bib"')],
    ]);
  });

  test('the fix for a CommonJS package works', async () => {
    const folder = project({
      'package.json': JSON.stringify({ name: 'old', type: 'module', highorder: { plugins: './plugins.js' } }),
      'plugins.js': 'export default 7;',
    });
    expect(await namesOf(folder)).toEqual([['old', 7]]);
  });
});
