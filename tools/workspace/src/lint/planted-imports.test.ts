import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ESLint } from 'eslint';
import { beforeAll, describe, expect, test } from 'vitest';
import { root } from '../root.ts';

const betweenRooms = '@nx/enforce-module-boundaries';
const fromOutside = 'no-restricted-imports';
const written = 'no-restricted-syntax';
const globals = 'no-restricted-globals';

interface Planted {
  readonly file: string;
  readonly code: string;
}

/** Code that lint must refuse, by the rule that refuses it. The files do not exist: lint is given the text. */
const forbidden: Readonly<Record<string, readonly Planted[]>> = {
  [betweenRooms]: [
    // Upwards.
    { file: 'packages/core/src/planted.ts', code: "import '@highorder/config';" },
    { file: 'packages/oracle/src/planted.ts', code: "import '@highorder/engine';" },
    { file: 'packages/statistics/src/planted.ts', code: "import '@highorder/oracle';" },
    { file: 'packages/engine/src/planted.ts', code: "import '@highorder/oracle';" },
    { file: 'packages/config/src/planted.ts', code: "import '@highorder/runtime';" },
    { file: 'packages/runtime/src/planted.ts', code: "import '@highorder/lab';" },
    { file: 'packages/lab/src/planted.ts', code: "import '@highorder/report';" },
    { file: 'packages/report/src/planted.ts', code: "import '@highorder/lab';" },
    { file: 'packages/testkit/src/planted.ts', code: "import '@highorder/engine';" },
    { file: 'packages/cli/src/planted.ts', code: "import '@highorder/head-mlp';" },
    // Plugins.
    { file: 'plugins/head-mlp/src/planted.ts', code: "import '@highorder/oracle';" },
    { file: 'plugins/head-mlp/src/planted.ts', code: "import '@highorder/engine';" },
    { file: 'plugins/head-mlp/src/planted.ts', code: "import '@highorder/trajectory-ot';" },
    { file: 'plugins/metrics-modes/src/planted.ts', code: "import '@highorder/engine';" },
    { file: 'plugins/engine-eager/src/planted.ts', code: "import '@highorder/oracle';" },
    // The test kit outside tests, and in tests of what it stands on.
    { file: 'plugins/head-mlp/src/planted.ts', code: "import '@highorder/testkit';" },
    { file: 'packages/lab/src/planted.ts', code: "import '@highorder/testkit';" },
    { file: 'packages/core/src/planted.test.ts', code: "import '@highorder/testkit';" },
    // Other forms.
    { file: 'packages/core/src/planted.ts', code: "await import('@highorder/config');" },
    { file: 'packages/core/src/planted.ts', code: "export * from '@highorder/config';" },
    { file: 'packages/core/src/planted.ts', code: "export type { Interval } from '@highorder/runtime';" },
    { file: 'plugins/head-mlp/src/planted.ts', code: "import '../../../packages/oracle/src/index.ts';" },
    { file: 'packages/core/src/planted.ts', code: "await import('../../config/src/index.ts');" },
  ],
  [fromOutside]: [
    { file: 'packages/lab/src/planted.ts', code: "import 'inversify';" },
    { file: 'packages/config/src/planted.ts', code: "import 'reflect-metadata';" },
    { file: 'packages/runtime/src/planted.ts', code: "import 'yaml';" },
    { file: 'packages/runtime/src/planted.ts', code: "import type { Document } from 'yaml';" },
    { file: 'packages/engine/src/planted.ts', code: "import '@tensorflow/tfjs';" },
    { file: 'packages/report/src/planted.ts', code: "import '@stdlib/stats-base-dists-t-cdf';" },
    { file: 'packages/statistics/src/planted.ts', code: "import 'node:fs';" },
    { file: 'plugins/head-mlp/src/planted.ts', code: "import '@tensorflow/tfjs-core';" },
    { file: 'plugins/head-mlp/src/planted.ts', code: "import '@tensorflow/tfjs-node';" },
    { file: 'packages/lab/src/planted.ts', code: "import '@tensorflow/tfjs-backend-wasm';" },
    { file: 'packages/runtime/src/planted.ts', code: "import 'zod';" },
    { file: 'packages/lab/src/planted.ts', code: "import 'vega';" },
    { file: 'packages/cli/src/planted.ts', code: "import 'vega-lite/build/src/compile';" },
    { file: 'packages/cli/src/planted.ts', code: "export * from '@resvg/resvg-js';" },
    { file: 'packages/report/src/planted.ts', code: "import 'commander';" },
    { file: 'packages/lab/src/planted.ts', code: "import 'cli-progress';" },
    { file: 'packages/runtime/src/planted.ts', code: "import 'tsx/esm/api';" },
    { file: 'packages/core/src/planted.ts', code: "import 'vitest';" },
    { file: 'packages/core/src/planted.ts', code: "import 'node:fs';" },
    { file: 'packages/oracle/src/planted.ts', code: "import 'fs/promises';" },
    { file: 'packages/engine/src/planted.ts', code: "import 'path';" },
    { file: 'plugins/head-mlp/src/planted.ts', code: "import { Worker } from 'worker_threads';" },
    { file: 'plugins/metrics-modes/src/planted.ts', code: "import 'node:fs';" },
    { file: 'plugins/engine-eager/src/planted.ts', code: "import 'node:os';" },
    { file: 'plugins/engine-xla/src/planted.ts', code: "import 'node:child_process';" },
    { file: 'plugins/engine-xla/src/planted.ts', code: "import 'node:fs';" },
    { file: 'packages/lab/src/planted.ts', code: "import '@highorder/core/src/jet.ts';" },
    // A suite outside tests.
    { file: 'plugins/engine-onnx/src/planted.ts', code: "import '@highorder/engine/conformance';" },
  ],
  [written]: [
    { file: 'packages/lab/src/planted.ts', code: "await import('inversify');" },
    { file: 'packages/lab/src/planted.ts', code: "await import('@resvg/resvg-js');" },
    { file: 'packages/core/src/planted.ts', code: "await import('node:fs');" },
    { file: 'packages/oracle/src/planted.ts', code: "await import('fs/promises');" },
    { file: 'plugins/head-mlp/src/planted.ts', code: 'export type Path = typeof import("node:path");' },
    { file: 'plugins/engine-eager/src/planted.ts', code: "await import('@tensorflow/tfjs');" },
    { file: 'packages/lab/src/planted.ts', code: "require('yaml');" },
    { file: 'plugins/head-mlp/src/planted.ts', code: 'export const draw = () => Math.random();' },
    { file: 'packages/lab/src/planted.ts', code: 'export const draw = () => tf.randomNormal([1]);' },
    // Gradients inside of the one that trains.
    { file: 'plugins/loss-matching/src/planted.ts', code: 'export const slope = tf.grad((x) => x);' },
    { file: 'plugins/head-mlp/src/planted.ts', code: 'export const slopes = tf.grads((x) => x);' },
    { file: 'packages/core/src/planted.ts', code: 'export const both = tf.valueAndGrad((x) => x);' },
    { file: 'packages/lab/src/planted.ts', code: 'export const all = tf.valueAndGrads((x) => x);' },
    { file: 'packages/lab/src/planted.ts', code: 'export const own = tf.variableGrads(() => loss);' },
  ],
  [globals]: [
    { file: 'packages/core/src/planted.ts', code: 'export const home = process.env;' },
    { file: 'packages/oracle/src/planted.ts', code: "export const text = Buffer.from('');" },
    { file: 'packages/engine/src/planted.ts', code: 'export const home = globalThis.process;' },
    { file: 'plugins/head-mlp/src/planted.ts', code: 'export const home = process.env;' },
    { file: 'plugins/engine-eager/src/planted.ts', code: "export const text = Buffer.from('');" },
  ],
  '@typescript-eslint/no-explicit-any': [
    { file: 'packages/core/src/planted.ts', code: 'export const value: any = 1;' },
    {
      file: 'packages/core/src/planted.ts',
      code: '// eslint-disable-next-line\nexport const value: any = 1;',
    },
  ],
  '@typescript-eslint/no-non-null-assertion': [
    {
      file: 'packages/core/src/planted.ts',
      code: 'export const first = (list: string[]) => list[0]!.length;',
    },
  ],
  '@typescript-eslint/consistent-type-imports': [
    {
      file: 'packages/lab/src/planted.ts',
      code: "import { Jet } from '@highorder/core';\nexport type J = Jet;",
    },
  ],
  'max-lines': [{ file: 'packages/lab/src/planted.ts', code: 'export {};\n'.repeat(251) }],
  'max-lines-per-function': [
    { file: 'packages/lab/src/planted.ts', code: `export function long() {\n${'f();\n'.repeat(60)}}` },
  ],
  'no-console': [{ file: 'packages/lab/src/planted.ts', code: "console.log('here');" }],
};

/** Code that the walls must let through. */
const allowed: readonly Planted[] = [
  { file: 'packages/core/src/planted.ts', code: "import 'zod';\nimport '@tensorflow/tfjs';" },
  { file: 'packages/runtime/src/planted.ts', code: "import 'inversify';\nimport '@highorder/config';" },
  { file: 'packages/config/src/planted.ts', code: "import 'yaml';\nimport 'node:fs';" },
  { file: 'packages/lab/src/planted.ts', code: "import '@highorder/engine';\nimport 'node:fs';" },
  { file: 'packages/cli/src/planted.ts', code: "import 'commander';\nawait import('@highorder/lab');" },
  { file: 'plugins/head-mlp/src/planted.ts', code: "import '@highorder/core';\nimport 'zod';" },
  { file: 'plugins/metrics-modes/src/planted.ts', code: "import '@highorder/oracle';" },
  { file: 'plugins/engine-eager/src/planted.ts', code: "await import('@tensorflow/tfjs-node');" },
  { file: 'plugins/engine-eager/src/planted.ts', code: 'export const settings = process.env;' },
  { file: 'plugins/engine-xla/src/planted.ts', code: "import 'node:fs/promises';\nimport 'node:os';" },
  { file: 'plugins/head-mlp/src/planted.test.ts', code: "import '@highorder/testkit';\nimport 'vitest';" },
  { file: 'plugins/engine-onnx/src/planted.test.ts', code: "import '@highorder/engine/conformance';" },
  { file: 'packages/engine/src/planted.ts', code: 'export const slope = tf.grad((x) => x);' },
  { file: 'plugins/head-mlp/src/planted.test.ts', code: 'export const slope = tf.grad((x) => x);' },
  { file: 'packages/core/src/planted.test.ts', code: "import 'node:fs';\nimport 'fast-check';" },
  { file: 'packages/lab/src/testing/planted.ts', code: "import 'vitest';\nimport '@highorder/testkit';" },
];

function titled(planted: Planted): Planted & { readonly title: string } {
  const { file, code } = planted;
  return { ...planted, title: `in ${file}: ${code.slice(0, 80).replaceAll('\n', ' ')}` };
}

describe('the walls between rooms', () => {
  let eslint: ESLint;

  beforeAll(async () => {
    eslint = new ESLint({ cwd: root });
    // Makes the project graph, on which the boundary rule stands.
    await eslint.calculateConfigForFile('packages/core/src/planted.ts');
  }, 60_000);

  async function rulesBroken({ file, code }: Planted): Promise<readonly string[]> {
    const results = await eslint.lintText(`${code}\n`, { filePath: join(root, file) });
    return results.flatMap(({ messages }) => messages.map(({ ruleId, message }) => ruleId ?? message));
  }

  for (const [rule, cases] of Object.entries(forbidden)) {
    describe(rule, () => {
      test.each(cases.map(titled))('refuses $title', async (planted) => {
        expect(await rulesBroken(planted)).toContain(rule);
      });
    });
  }

  test('lint makes the project graph itself where none is stored', () => {
    const folder = mkdtempSync(join(tmpdir(), 'highorder-graph-'));
    try {
      const { status, stdout } = spawnSync(
        process.execPath,
        ['node_modules/eslint/bin/eslint.js', '--stdin', '--stdin-filename', 'packages/core/src/planted.ts'],
        {
          cwd: root,
          encoding: 'utf8',
          input: "import '@highorder/config';\n",
          env: { ...process.env, NX_WORKSPACE_DATA_DIRECTORY: folder },
        },
      );
      expect(stdout).toContain(betweenRooms);
      expect(status).toBe(1);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }, 60_000);

  test.each(allowed.map(titled))('lets through $title', async (planted) => {
    expect(await rulesBroken(planted)).toEqual([]);
  });
});
