import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ConfigurationError } from '@highorder/config';
import { definePlugin, InputError } from '@highorder/core';
import { describe, expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { hostFiles } from './host-files.ts';
import { loadPlugins } from './load-plugins.ts';
import { openExperiment } from './open-experiment.ts';
import { openProblem } from './open-problem.ts';

const loaded = await loadPlugins(tmpdir());

const MINE = `data:
  source: { use: gaussian, variance: 1 }
  target: { use: points, file: mine.csv }
heads: [{ use: mlp, order: 1 }]
losses: [{ use: matching, order: 1 }]
`;

type Content = string | Uint8Array;

function folderWith(files: Readonly<Record<string, Content>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'highorder-place-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  return folder;
}

const requestIn = (folder: string, overrides: readonly string[] = [], registry = loaded) => ({
  ...{ sources: ['mine.yaml'], overrides, searchPath: [], folder, registry },
  files: hostFiles(folder),
});

/** What is told of an experiment on these points, without the folder of the test. */
function told(
  csv: Content | undefined,
  overrides: readonly string[] = [],
  open = openExperiment as (request: ReturnType<typeof requestIn>) => unknown,
): string {
  const folder = folderWith({ 'mine.yaml': MINE, ...(csv !== undefined && { 'mine.csv': csv }) });
  try {
    open(requestIn(folder, overrides));
  } catch (error) {
    if (error instanceof ConfigurationError) return error.message.replaceAll(folder, 'FOLDER');
    throw error;
  }
  throw new Error('Nothing was refused.');
}

describe('README "The place of a mistake"', () => {
  test.each([
    ['an experiment', openExperiment as (request: ReturnType<typeof requestIn>) => unknown],
    ['a problem', openProblem as (request: ReturnType<typeof requestIn>) => unknown],
  ])(
    "reliability 5: a plugin's `where` survives in %s, and the caret points at the option that is wrong",
    (_, open) => {
      expect(told('x,y\n1,2\nnan,4\n', [], open)).toBe(
        [
          'mine.yaml:3:31  data.target.file: mine.csv:3, column 1 (x): "nan" is not a finite number. Expected: a number such as -1.5 or 2e-3.',
          '    3 |   target: { use: points, file: mine.csv }',
          '      |                                ^',
        ]
          .join('\n')
          .replace('3:31', '3:32'),
      );
    },
  );

  test('a CSV that is not there: the argument that named it, and the folder it was looked for in', () => {
    expect(told('1,2\n3,4\n', ['data.target.file=other.csv'])).toBe(
      [
        'command line  data.target.file: FOLDER/other.csv: Cannot read this file: there is no such file or folder. Expected: a file in the folder of the command, FOLDER.',
        '    data.target.file=other.csv',
        '                     ^',
        '  Way out: Check the path. A relative one starts at the folder of the command.',
      ].join('\n'),
    );
  });

  test('`extends` starts at its YAML, `file` at the folder of the command; each message says where it looked', () => {
    const folder = folderWith({
      'elsewhere/configs/mine.yaml': 'extends: base.yaml',
      'elsewhere/configs/base.yaml': MINE,
      'here/base.yaml': 'seed: wrong',
      'here/mine.csv': 'x,y,z\n1,2,3\n4,5,7\n',
      'elsewhere/configs/mine.csv': 'x,y\n1,2\n4,5\n',
    });
    const open = (here: string, source: string, ...overrides: readonly string[]) =>
      openExperiment({ ...requestIn(join(folder, here), overrides), sources: [source] });
    const source = join('..', 'elsewhere', 'configs', 'mine.yaml');
    expect(open('here', source, 'data.source.mean=[0, 0, 0]').dimension).toBe(3);
    expect(() => open('elsewhere', 'configs/mine.yaml')).toThrow(
      `a file in the folder of the command, ${join(folder, 'elsewhere')}`,
    );
    rmSync(join(folder, 'elsewhere/configs/base.yaml'));
    expect(() => open('here', source)).toThrow(
      /no configuration is called "base\.yaml"\. Looked in \S*elsewhere\/configs\b/,
    );
  });

  test.each([
    ['UTF-16', new Uint8Array([0xff, 0xfe, 0x31, 0, 0x0a, 0]), 'it is UTF-16'],
    ['gzip', new Uint8Array([0x1f, 0x8b, 8, 0, 0, 0]), 'it is compressed with gzip'],
    ['bytes that are no text', new Uint8Array([0x31, 0x2c, 0xff, 0x0a]), 'it is not UTF-8 text'],
  ])('%s in the place of a CSV: the cause', (_, bytes, reason) => {
    const message = told(bytes);
    expect(message).toMatch(/^mine\.yaml:3:32 {2}data\.target\.file: /);
    expect(message).toContain(reason);
  });

  test('the column that is wrong is pointed at, among several', () => {
    expect(told('x,x,y\n1,2,3\n', ['data.target.columns=[y, x]'])).toContain(
      '    data.target.columns=[y, x]\n                            ^',
    );
  });

  test('an error that a factory did not mean to throw names the plugin', () => {
    const broken = definePlugin({
      kind: 'integrator',
      name: 'broken',
      summary: 'Throws.',
      cite: [],
      options: z.strictObject({}),
      create: () => {
        throw new TypeError('x is not a function');
      },
    });
    const registry = {
      ...loaded,
      find: (kind: string, name: string) => (name === 'broken' ? broken : loaded.find(kind, name)),
    };
    const folder = folderWith({ 'mine.yaml': MINE, 'mine.csv': '1,2\n3,4\n' });
    expect(() => openExperiment(requestIn(folder, ['integrator={use: broken}'], registry))).toThrow(
      /integrator: integrator\/broken failed: x is not a function/,
    );
  });
});

describe('files for plugins', () => {
  test('are read from the folder, as text or bytes, and told of by the path that was given', () => {
    const folder = folderWith({ 'a.txt': '\ufeffdonnées' });
    const seen: unknown[] = [];
    const files = hostFiles(folder, (path, bytes) => seen.push([path, bytes.length]));
    expect(files.read('a.txt')).toBe('données');
    expect(files.readBytes('a.txt')).toHaveLength(11);
    expect(files.read(join(folder, 'a.txt'))).toBe('données');
    expect(seen).toEqual([
      ['a.txt', 11],
      ['a.txt', 11],
      [join(folder, 'a.txt'), 11],
    ]);
    expect(() => files.readBytes('b')).toThrow(InputError);
  });
});
