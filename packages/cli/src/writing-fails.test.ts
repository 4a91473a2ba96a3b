import { spawnSync } from 'node:child_process';
import { existsSync, openSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { run, temporaryFolder } from './testing/command.ts';

const binary = fileURLToPath(new URL('../bin/highorder.js', import.meta.url));
const timeout = 120_000;

test.skipIf(!existsSync('/dev/full'))(
  'README "Writing fails": a full standard output is told, with status 1',
  { timeout },
  () => {
    const stdio = ['ignore', openSync('/dev/full', 'w'), 'pipe'] as const;
    const { status, stderr } = spawnSync(binary, ['list'], { stdio: [...stdio], encoding: 'utf8' });
    expect({ status, stderr }).toEqual({
      status: 1,
      stderr: expect.stringMatching(
        /^Error: standard output: Cannot write the result: the disk is full\.\n {2}.*\n$/,
      ),
    });
  },
);

test('README "Writing fails": --runs a file', { timeout }, async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'taken'), '');
  const small = ['training.steps=1', 'training.batch=8', 'evaluation.metrics=[]'];
  const words = ['train', 'problems/circle', 'methods/flow-matching', ...small, '--runs', 'taken', '--quiet'];
  const { status, out, err } = await run(words, folder);
  expect({ status, out }).toEqual({ status: 2, out: '' });
  expect(err).toMatch(
    /^Error: taken\S*: Cannot make this folder: part of its path is a file, not a folder\.\n {2}Way out: .*\n$/,
  );
});
