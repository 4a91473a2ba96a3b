import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { run, temporaryFolder } from './testing/command.ts';

const plugin = `
import { appendFileSync } from 'node:fs';
import { type Callback, definePlugin, type WatchedRun } from '@highorder/core';
import { z } from 'zod';

const note = (told: WatchedRun | string) => appendFileSync('told.jsonl', JSON.stringify(told) + '\\n');

export default definePlugin({
  kind: 'callback',
  name: 'notebook',
  summary: 'Notes what it watches.',
  cite: [],
  options: z.strictObject({}),
  create: (): Callback => ({ onStart: note, onEvaluation: () => note('measured') }),
});
`;

const experiment = `
extends: [problems/four-modes, methods/flow-matching]
callbacks: [{ use: notebook }]
seed: 3
training: { steps: 5, batch: 16 }
evaluation: { steps: [1], samples: 20, draws: 2, metrics: [{ use: w2 }] }
`;

test('extend 8: evaluate tells callbacks first what they watch', { timeout: 120_000 }, async () => {
  const folder = scratchPackage();
  const trained = await run(['train', 'noted.yaml', '--json'], folder);
  expect(trained.status, trained.err).toBe(0);
  const { run: path } = JSON.parse(trained.out) as { readonly run: string };
  const evaluated = await run(['evaluate', path, 'evaluation.steps=[2]', '--json'], folder);
  expect(evaluated.status, evaluated.err).toBe(0);

  const of = { name: 'noted', seed: 3, folder: path, steps: 5 };
  const lines = readFileSync(join(folder, 'told.jsonl'), 'utf8').trim().split('\n');
  expect(lines.map((line): unknown => JSON.parse(line))).toEqual([
    { ...of, watches: 'training', step: 0 },
    'measured',
    { ...of, watches: 'evaluation', step: 5 },
    'measured',
  ]);
});

/** A folder whose package has the plugin. */
function scratchPackage(): string {
  const folder = temporaryFolder();
  const packages = join(folder, 'node_modules');
  mkdirSync(join(packages, '@highorder'), { recursive: true });
  symlinkSync(fileURLToPath(new URL('../../core', import.meta.url)), join(packages, '@highorder/core'));
  symlinkSync(dirname(fileURLToPath(import.meta.resolve('zod/package.json'))), join(packages, 'zod'));
  const facts = { name: 'notebooks', type: 'module', highorder: { plugins: './plugin.ts' } };
  writeFileSync(join(folder, 'package.json'), JSON.stringify(facts));
  writeFileSync(join(folder, 'plugin.ts'), plugin);
  writeFileSync(join(folder, 'noted.yaml'), experiment);
  return folder;
}
