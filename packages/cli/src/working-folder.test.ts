import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { run, temporaryFolder } from './testing/command.ts';

const timeout = 120_000;

/** A module that leaves a file behind where it is loaded. */
const trap = (folder: string, name: string) =>
  `require('node:fs').writeFileSync(${JSON.stringify(join(folder, 'sprung'))}, ${JSON.stringify(name)}); module.exports = {};`;

/** Names that the command imports, and names that libraries look for. */
const names = ['yaml', 'zod', 'inversify', 'commander', 'onnxruntime-node', 'tsx', 'yoga-wasm-web'];

/** A folder where everything that a loader may look at names a module of its own. */
function hostileFolder(): string {
  const folder = temporaryFolder();
  const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
  for (const name of [...names, 'trap']) {
    write(`${name}.ts`, trap(folder, `${name}.ts`));
    write(`${name}.js`, trap(folder, `${name}.js`));
    mkdirSync(join(folder, 'node_modules', name), { recursive: true });
    write(`node_modules/${name}/index.js`, trap(folder, `node_modules/${name}`));
  }
  const paths = Object.fromEntries([...names, '@highorder/*', '*'].map((name) => [name, ['./trap.ts']]));
  write('tsconfig.json', JSON.stringify({ compilerOptions: { baseUrl: '.', paths } }));
  write('jsconfig.json', JSON.stringify({ compilerOptions: { baseUrl: '.', paths } }));
  write('.env', `NODE_OPTIONS=--require=${join(folder, 'trap.js')}\n`);
  write('.npmrc', `node-options=--require=${join(folder, 'trap.js')}\n`);
  write('node.config.json', JSON.stringify({ nodeOptions: { import: './trap.js' } }));
  const imports = Object.fromEntries(names.map((name) => [`#${name}`, './trap.js']));
  write('package.json', JSON.stringify({ name: 'hostile', imports: { ...imports, '#*': './trap.js' } }));
  return folder;
}

const tiny = [
  'problems/four-modes',
  'methods/shortcut',
  'training.steps=200',
  'training.batch=16',
  'evaluation.metrics=[]',
];

describe('reliability 1: nothing of the folder of the command changes what it loads', { timeout }, () => {
  test('a tsconfig with a baseUrl beside a file of one`s own called yaml.ts', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'tsconfig.json'), '{ "compilerOptions": { "baseUrl": "." } }');
    writeFileSync(join(folder, 'yaml.ts'), 'export const mine = 1;\n');
    const { status, err } = await run(['check', 'experiments/quickstart'], folder);
    expect({ status, err }).toEqual({ status: 0, err: '' });
  });

  test('paths, packages, settings and a NODE_PATH, in the command and the thread that draws ahead', async () => {
    const folder = hostileFolder();
    const settings = { NODE_PATH: folder, TSX_TSCONFIG_PATH: join(folder, 'tsconfig.json') };
    const { status, out, err } = await run(['train', ...tiny, '--json', '--quiet'], folder, settings);
    // The thread that draws ahead tells of its failure as a warning.
    expect({ status, err }).toEqual({ status: 0, err: '' });
    expect(JSON.parse(out)).toMatchObject({ status: 'done', warnings: [] });
    expect(existsSync(join(folder, 'sprung'))).toBe(false);
  });

  test('nor in the processes of jobs', async () => {
    const folder = hostileFolder();
    const sweep = ['sweep', ...tiny, 'training.steps=20', 'seeds=0,1', '--jobs', '2', '--quiet', '--json'];
    const { status, out } = await run(sweep, folder);
    expect({ status, counts: JSON.parse(out).counts }).toMatchObject({ status: 0, counts: { done: 2 } });
    expect(existsSync(join(folder, 'sprung'))).toBe(false);
  });
});

test('reliability 4: an empty home stays empty, and no telemetry is queued', { timeout }, async () => {
  const home = temporaryFolder();
  const folder = temporaryFolder();
  const settings = {
    HOME: home,
    XDG_CACHE_HOME: home,
    XDG_CONFIG_HOME: home,
    XDG_DATA_HOME: home,
    HIGHORDER_CACHE: '',
    CI: undefined,
    ORT_DISABLE_TELEMETRY: undefined,
  };
  const words = [...tiny, 'engine.use=onnx', 'training.steps=20', '--quiet'];
  const ended = await Promise.all([
    run(['train', ...words], folder, settings),
    run(['sweep', ...words, 'seeds=0', '--jobs', '1'], folder, settings),
  ]);
  expect(ended.map(({ status, err }) => ({ status, err }))).toEqual([
    { status: 0, err: '' },
    { status: 0, err: '' },
  ]);
  expect(readdirSync(home)).toEqual([]);
});
