/**
 * Breaks one line of a plugin at a time and asks its tests: `npm run mutation -- plugins/loss-matching`.
 *
 * Prints what is caught and what survives, and the share of all that is caught. Exit status 1 below 95 %.
 *
 * @module
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { breakPlugin, faultsOf, type Trial } from './break-plugin.ts';
import { copyWorkspace } from './copy-workspace.ts';
import { withRows } from './page.ts';
import { sourcesOf } from './sources.ts';
import { openTestRunner } from './test-runner.ts';
import { openTypeChecker } from './type-checker.ts';

const root = resolve(import.meta.dirname, '../../..');
/** The share that must be caught. */
const required = 0.95;
/** The machine may be busy. Milliseconds. */
const patience = 30_000;
/** `configs/schema.json` holds the defaults and limits of every option; these tests compare it. */
const optionTests = 'tools/workspace/src/set/generated-files.test.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    'per-plugin': { type: 'string', default: '6' },
    all: { type: 'boolean', default: false },
    seed: { type: 'string', default: '0' },
    only: { type: 'string', default: '' },
    list: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
  },
});

const copy = copyWorkspace(root);
const runner = openTestRunner(copy.root);
process.on('exit', runner.close);
process.on('exit', copy.remove);
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(130));

const folders = positionals.length > 0 ? positionals.map((path) => path.replace(/\/$/, '')) : everyPlugin();
const hasTypes = openTypeChecker(
  copy.root,
  folders.flatMap((folder) => sourcesOf(copy.root, folder)),
);
const trials: Trial[] = [];
for (const folder of folders) await breakOne(folder);
runner.close();
if (!values.list) finish();

async function breakOne(folder: string): Promise<void> {
  const count = values.all ? Number.POSITIVE_INFINITY : Number(values['per-plugin']);
  const { seed, only } = values;
  const settings = { root: copy.root, folder, seed: Number(seed), only };
  if (values.list) {
    for (const { file, line, kind, change } of faultsOf(settings))
      console.log(`${file}:${line} ${kind}: ${change}`);
    return;
  }
  const found = await breakPlugin({
    ...settings,
    hasTypes,
    runner,
    count,
    patience,
    optionTests,
    onTrial: show,
  });
  trials.push(...found);
  const page = join(root, 'docs', 'mutation.md');
  if (values.write) writeFileSync(page, withRows(readFileSync(page, 'utf8'), folder, found));
}

function show({ fault: { file, line, kind, source, change }, outcome }: Trial): void {
  const verdict = outcome.passed ? 'SURVIVED' : 'caught';
  console.log(`${verdict.padEnd(9)} ${file}:${line} ${kind}: ${change}`);
  console.log(`          ${outcome.passed ? source : `by: ${outcome.by}`}`);
}

function finish(): void {
  const survivors = trials.filter(({ outcome }) => outcome.passed);
  const caught = trials.length - survivors.length;
  const share = trials.length === 0 ? 1 : caught / trials.length;
  if (survivors.length > 0) console.log('\nSurvivors:');
  survivors.forEach(show);
  console.log(`\n${caught} of ${trials.length} faults caught: ${(100 * share).toFixed(1)} %.`);
  process.exitCode = share < required ? 1 : 0;
}

function everyPlugin(): readonly string[] {
  return readdirSync(join(root, 'plugins')).map((name) => `plugins/${name}`);
}
