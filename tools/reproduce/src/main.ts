/**
 * Measures the tables of the HOMO paper anew and writes docs/results: `npm run reproduce`, or some of them, `npm run reproduce -- paths`.
 * What has run is not run again, so that it can be stopped and gone on with. `--quick` runs a few updates of each to see that all of it works;
 * `--pages` runs nothing and writes the pages from the values that are kept (docs/results/data); `--import` runs nothing and takes the values of a sweep that has
 * run, also by an earlier version of the code, from the folder of `--runs`. `--seeds 3` and `--problems four-modes,circle` run a part of the tables first; the pages then
 * say how much is missing. `--floors` computes the floors of stored results anew, where a path does not begin at its source, and
 * keeps their values. `--again` runs one job of each table that is done once more and compares the bytes.
 *
 * @module
 */
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { loadPlugins } from '@highorder/runtime';
import { sweepStatus } from '@highorder/sweep';
import { importSweep, type PaperTable, readStored, storeIn, tables, writePage } from '@highorder/results';
import { prepareTable, workspace } from './prepare-table.ts';
import { renewFloors } from './renew-floors.ts';
import { runAgain } from './run-again.ts';
import { runTable } from './run-table.ts';
import { storedTable } from './stored-table.ts';
import { writeTable } from './write-table.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    quick: { type: 'boolean', default: false },
    pages: { type: 'boolean', default: false },
    again: { type: 'boolean', default: false },
    floors: { type: 'boolean', default: false },
    import: { type: 'boolean', default: false },
    jobs: { type: 'string' },
    seeds: { type: 'string' },
    problems: { type: 'string' },
    runs: { type: 'string' },
    into: { type: 'string' },
  },
});
const say = (text: string) => console.error(text);
const runs = resolve(values.runs ?? join(workspace, values.quick ? 'runs/reproduce-quick' : 'runs'));
const into = resolve(values.into ?? (values.quick ? join(runs, 'results') : join(workspace, 'docs/results')));
const stopping = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopping.abort());

const unknown = positionals.filter((word) => !tables.some(({ name }) => name === word));
if (unknown.length > 0) {
  say(`There is no table "${unknown.join('", "')}". Known: ${tables.map(({ name }) => name).join(', ')}.`);
  process.exitCode = 2;
} else if (values.floors) {
  const count = await renewFloors({ runs, registry: await loadPlugins(workspace), say });
  say(`${count} jobs have their floors anew.`);
} else {
  const chosen = tables.filter(({ name }) => positionals.length === 0 || positionals.includes(name));
  for (const table of chosen) if (!stopping.signal.aborted) await reproduce(table);
  if (stopping.signal.aborted) process.exitCode = 130;
}

async function reproduce(table: PaperTable): Promise<void> {
  const request = { name: table.name, runs, quick: values.quick };
  if (values.pages) return writePage(readStored(storeIn(into), table.name), into);
  const whole = await prepareTable(request);
  if (values.import) return writeTable(table, whole, importSweep(runs, table.name), into);
  if (values.again) {
    if (!runAgain(whole, say)) process.exitCode = 1;
    return;
  }
  const part = { seeds: numberOf(values.seeds), problems: values.problems?.split(',') };
  const { failed } = await runTable(await prepareTable({ ...request, part }), {
    jobs: numberOf(values.jobs),
    signal: stopping.signal,
    say,
  });
  if (failed.length > 0) process.exitCode = 1;
  const status = await sweepStatus(whole.prepared, whole.places);
  if (status.counts.done === 0) return say(`${table.name}: nothing has run.`);
  await writeTable(table, whole, storedTable(whole, status), into);
  say(`${table.name}: ${join(into, `${table.name}.md`)}`);
}

function numberOf(text: string | undefined): number | undefined {
  return text === undefined ? undefined : Number(text);
}
