/**
 * Writes pages of `docs/results` from the values that are kept in `docs/results/data`, and runs nothing:
 *
 *   npm run results -- --all                          every page
 *   npm run results -- one-step paths                 some
 *   npm run results -- --import one-step --runs runs  takes the values of a sweep that has run, then writes its page
 *   npm run results -- --changed                      verdicts that the rule before this one gave otherwise
 *   npm run results -- one-step --baseline homo-best --out FOLDER   the page with another baseline, from the values in docs/results
 *
 * @module
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { changedVerdicts } from './changed-verdicts.ts';
import { importSweep } from './store/import-sweep.ts';
import { readStored, storedNames, writeStored } from './store/stored-table.ts';
import { storeIn, writePage } from './write-page.ts';

const pages = join('docs', 'results');
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    all: { type: 'boolean', default: false },
    import: { type: 'boolean', default: false },
    changed: { type: 'boolean', default: false },
    runs: { type: 'string', default: 'runs' },
    baseline: { type: 'string' },
    out: { type: 'string', default: pages },
  },
});
const store = storeIn(values.import ? values.out : pages);
const known = storedNames(store);
const names = values.all || (values.changed && positionals.length === 0) ? known : positionals;
const unknown = values.import ? [] : names.filter((name) => !known.includes(name));
if (names.length === 0 || unknown.length > 0) {
  const asked = unknown.length > 0 ? `There are no values of ${unknown.join(', ')}. ` : '';
  console.error(`${asked}Which table? Known: ${known.join(', ')}; or --all, or --import NAME --runs FOLDER.`);
  process.exitCode = 2;
} else {
  for (const name of names) await treat(name);
}

async function treat(name: string): Promise<void> {
  if (values.import) {
    const imported = importSweep(values.runs, name);
    const costs = known.includes(name) ? readStored(store, name).facts.costs : null;
    writeStored(store, { ...imported, facts: { ...imported.facts, costs } });
  }
  const { facts, rows } = readStored(store, name);
  const stored = { rows, facts: { ...facts, baseline: values.baseline ?? facts.baseline } };
  if (values.changed) console.log(changedVerdicts(stored).join('\n'));
  else await writePage(stored, values.out);
}
