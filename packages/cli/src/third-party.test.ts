import { cpSync, mkdirSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
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

const nested = `
import { component, definePlugin, InputError, Jet, stopGradient, tf, unitInterval } from '@highorder/core';
import { z } from 'zod';

const path = definePlugin({
  kind: 'interpolant',
  name: 'power',
  summary: 'A path of two copies.',
  cite: [],
  options: z.strictObject({ power: z.number().default(2).describe('Above 0.') }),
  create: ({ power }) => {
    if (!(power > 0)) throw new InputError({ option: 'power', message: 'The path leaves the source never.' });
    // The straight path, by a jet of this copy times one of the other.
    const own = (t: Jet) =>
      Jet.fromDerivatives(
        Array.from({ length: t.order + 1 }, (_, k) => t.value.map((each) => (k === 0 ? each : k === 1 ? 1 : 0))),
      );
    const weights = (t: Jet) => ({ alpha: own(t).times(t.constant(1)), beta: t.affine(-1, 1) });
    return { domain: () => unitInterval, weights };
  },
});

const loss = definePlugin({
  kind: 'loss',
  name: 'half-matching',
  summary: 'Half of the velocity, as a constant.',
  cite: [],
  options: z.strictObject({ times: component('time-sampler').prefault({ use: 'uniform' }).describe('Times.') }),
  create: ({ times }) => ({
    name: 'half-matching',
    orders: [1],
    rows: { name: 'half', times },
    defaultWeight: 1,
    evaluate: (step) => {
      const target = stopGradient(() => tf.mul(step.at.x, 0.5));
      return tf.sum(tf.squaredDifference(step.predicted.order(1), target), 1);
    },
  }),
});

export default [path, loss];
`;

test('a package with a copy of core of its own: options, nested components, errors, stops of gradients', {
  timeout: 120_000,
}, async () => {
  const folder = scratchPackage({ text: nested, ownCore: true });
  const words = ['problems/four-modes', 'methods/flow-matching', 'losses=[{ use: half-matching }]'];
  const small = ['training.steps=5', 'training.batch=16', 'evaluation={ steps: [1], samples: 20, draws: 2 }'];
  const [trained, refused] = await Promise.all([
    run(['train', ...words, 'interpolant={ use: power }', ...small, '--json'], folder),
    run(['check', ...words, 'interpolant={ use: power, power: -1 }'], folder),
  ]);
  expect(trained.err).not.toContain('Warning');
  expect(JSON.parse(trained.out)).toMatchObject({ status: 'done', steps: 5 });
  expect(refused.status).toBe(2);
  expect(refused.err).toContain('interpolant.power: The path leaves the source never.');
});

interface Scratch {
  readonly text?: string;
  /** A copy of core in place of a link to it. */
  readonly ownCore?: boolean;
}

function scratchPackage({ text = plugin, ownCore = false }: Scratch = {}): string {
  const folder = temporaryFolder();
  const packages = join(folder, 'node_modules');
  const link = (name: string, target: string) => {
    mkdirSync(dirname(join(packages, name)), { recursive: true });
    symlinkSync(target, join(packages, name));
  };
  const core = fileURLToPath(new URL('../../core', import.meta.url));
  const installed = (name: string) => dirname(createRequire(import.meta.url).resolve(`${name}/package.json`));
  link('zod', installed('zod'));
  if (ownCore) {
    for (const part of ['src', 'package.json'])
      cpSync(join(core, part), join(packages, '@highorder/core', part), { recursive: true });
    link('@tensorflow/tfjs', realpathSync(join(core, '../../node_modules/@tensorflow/tfjs')));
  } else link('@highorder/core', core);
  const facts = { name: 'slow-paths', type: 'module', highorder: { plugins: './plugin.ts' } };
  writeFileSync(join(folder, 'package.json'), JSON.stringify(facts));
  writeFileSync(join(folder, 'plugin.ts'), text);
  writeFileSync(join(folder, 'slow.yaml'), experiment);
  return folder;
}
