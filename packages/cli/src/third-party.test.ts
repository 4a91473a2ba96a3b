import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { run, temporaryFolder } from './testing/command.ts';

const plugin = `
import { definePlugin, type Jet, unitInterval } from '@highorder/core';
import { z } from 'zod';

export default definePlugin({
  kind: 'interpolant',
  name: 'slow-start',
  summary: 'Leaves the source at rest: alpha = t^2.',
  cite: [],
  options: z.strictObject({}),
  create: () => ({
    domain: () => unitInterval,
    weights: (t: Jet) => ({ alpha: t.times(t), beta: t.times(t).affine(-1, 1) }),
  }),
});
`;

const experiment = `
extends: [problems/four-modes, methods/flow-matching]
interpolant: { use: slow-start }
training: { steps: 5, batch: 16 }
evaluation: { steps: [1], samples: 20, draws: 2, metrics: [{ use: w2 }] }
`;

test('a package outside the workspace adds an interpolant', { timeout: 120_000 }, async () => {
  const folder = scratchPackage();
  const [list, trained] = await Promise.all([
    run(['list', 'interpolant'], folder),
    run(['train', 'slow.yaml', '--json'], folder),
  ]);
  expect(list.out).toMatch(/^slow-start +Leaves the source at rest: alpha = t\^2\.$/m);
  expect(trained.status).toBe(0);
  expect(JSON.parse(trained.out)).toMatchObject({ status: 'done', experiment: 'slow', steps: 5 });
});

test('README "The place of a mistake": plugins that do not load are told of by doctor and list, which go on', {
  timeout: 120_000,
}, async () => {
  const folder = temporaryFolder();
  const facts = { name: 'mine', type: 'module', highorder: { plugins: './plugin.mjs' } };
  writeFileSync(join(folder, 'package.json'), JSON.stringify(facts));
  writeFileSync(join(folder, 'plugin.mjs'), '\n\nthrow new Error("no license");\n');
  const [list, doctor] = await Promise.all([run(['list', 'head'], folder), run(['doctor'], folder)]);
  expect([list.status, doctor.status]).toEqual([0, 0]);
  const reason = 'The plugins of mine do not load: Error: no license';
  expect(list.err).toMatch(/^Warning: .*plugin\.mjs:3:7: /);
  expect(list.err).toContain(reason);
  expect(list.out).toMatch(/^mlp +/m);
  expect(doctor.out).toMatch(/^no +plugins of mine: .*plugin\.mjs:3:7: /m);
  expect(doctor.out).toContain(reason);
  expect(doctor.out).toMatch(/^yes +eager/m);
});

function scratchPackage(): string {
  const folder = temporaryFolder();
  const packages = join(folder, 'node_modules');
  mkdirSync(join(packages, '@highorder'), { recursive: true });
  symlinkSync(fileURLToPath(new URL('../../core', import.meta.url)), join(packages, '@highorder/core'));
  symlinkSync(dirname(fileURLToPath(import.meta.resolve('zod/package.json'))), join(packages, 'zod'));
  const facts = { name: 'slow-paths', type: 'module', highorder: { plugins: './plugin.ts' } };
  writeFileSync(join(folder, 'package.json'), JSON.stringify(facts));
  writeFileSync(join(folder, 'plugin.ts'), plugin);
  writeFileSync(join(folder, 'slow.yaml'), experiment);
  return folder;
}
