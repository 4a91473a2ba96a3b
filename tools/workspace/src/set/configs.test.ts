import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { loadPluginPackages } from '../plugins.ts';
import { root } from '../root.ts';

const configs = readdirSync(join(root, 'configs'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.yaml'))
  .map((file) => join('configs', file));

const read = (file: string) => readFileSync(join(root, file), 'utf8');
const validatorOf = (schema: string) =>
  new Ajv2020({ strict: true, allowUnionTypes: true }).compile(JSON.parse(read(schema)));
const validate = validatorOf('configs/schema.json');
const validateSweep = validatorOf('configs/sweep-schema.json');

const isSweep = (file: string) => file.startsWith(join('configs', 'sweeps'));

test.each(configs)('%s fits the schema for editors', (file) => {
  const fits = isSweep(file) ? validateSweep : validate;
  expect(fits(parse(read(file))), JSON.stringify(fits.errors, null, 2)).toBe(true);
});

test.each(configs)('%s tells the editor where the schema is, and says what it is', (file) => {
  const name = isSweep(file) ? 'configs/sweep-schema.json' : 'configs/schema.json';
  const schema = relative(join(file, '..'), name);
  const [first, second] = read(file).split('\n');
  expect(first).toBe(`# yaml-language-server: $schema=${schema}`);
  expect(second).toMatch(/^# \S/);
});

test('the schema refuses a misspelt option', () => {
  expect(validate({ losses: [{ use: 'matching', order: 1, wieght: 3 }] })).toBe(false);
});

/** Components that no shipped configuration needs; each with the reason. */
const withoutConfiguration: Readonly<Record<string, string>> = {
  'time-sampler/uniform': 'The default of matching terms, which their options state.',
};

/** What to do about plugins that nobody can meet by looking at configurations. */
function wayOut(unnamed: readonly string[]): string {
  return (
    `No configuration names ${unnamed.join(', ')}. Add a small one, such as configs/<family>/<name>.yaml, that uses it; or list it in ` +
    'withoutConfiguration of tools/workspace/src/set/configs.test.ts, with the reason.'
  );
}

// Loads every plugin, which takes seconds where the machine is busy.
test('every plugin is named by a configuration or is a default', { timeout: 60_000 }, async () => {
  const texts = [
    ...configs.map(read),
    read('packages/config/src/experiment-schema.ts'),
    read('packages/config/src/sweep/sweep-schema.ts'),
  ].join('\n');
  const packages = await loadPluginPackages();
  const unnamed = packages
    .flatMap(({ plugins }) => plugins)
    .map(({ kind, name }) => `${kind}/${name}`)
    .filter((plugin) => !Object.hasOwn(withoutConfiguration, plugin))
    .filter((plugin) => !new RegExp(`['"\\s:{,[]${plugin.split('/')[1]}['"\\s},\\]]`).test(texts));
  expect(unnamed, wayOut(unnamed)).toEqual([]);
});
