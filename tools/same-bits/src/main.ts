/**
 * Does what exists still train to the same bits? `npm run same-bits -- COMMIT` runs some sixty configurations for twenty updates by that commit
 * and by the files that stand here, and compares the arrays of the last checkpoint and all measured values, bit by bit.
 *
 * What a commit gives on this machine is kept in runs/same-bits and not run again. Exit status 1 where anything differs.
 *
 * @module
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { writeJson } from '@highorder/files';
import { type Case, casesOf } from './cases.ts';
import { checkOut, commitOf, workspace } from './checkout.ts';
import { compare } from './compare.ts';
import { type Outcome, runCase } from './run-case.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { only: { type: 'string', default: '' } },
});
const [name] = positionals;
const stopping = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => stopping.abort());

if (name === undefined || positionals.length > 1) {
  console.error('Name the commit to compare with: npm run same-bits -- HEAD~1 [--only WORDS]');
  process.exitCode = 2;
} else {
  process.exitCode = await sameBits(commitOf(name));
}

async function sameBits(commit: string): Promise<number> {
  const cases = casesOf(workspace).filter((each) => each.name.includes(values.only));
  const before = await record(commit, cases);
  const counts = { same: 0, different: 0, untold: 0 };
  for (const each of cases) {
    const now = await runCase(workspace, each, stopping.signal);
    const verdict = compare(before[each.name] ?? { failed: 'It was not run.' }, now);
    counts[verdict === 'same' ? 'same' : verdict === 'fails on both sides' ? 'untold' : 'different'] += 1;
    console.log(`${verdict.padEnd(20)} ${each.name}`);
    if ('failed' in now) console.log(now.failed.replaceAll(/^/gm, '    '));
  }
  const { same, different, untold } = counts;
  const what = `${same} are the same as at ${commit.slice(0, 7)}, ${different} differ`;
  console.log(`\n${what}${untold === 0 ? '' : `, ${untold} fail on both sides`}.`);
  return different === 0 ? 0 : 1;
}

/** What a commit gives for each case, from the record or by running it. */
async function record(commit: string, cases: readonly Case[]): Promise<Readonly<Record<string, Outcome>>> {
  const file = join(workspace, 'runs/same-bits', `${commit}.json`);
  const known: Record<string, Outcome> = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  const missing = cases.filter((each) => known[each.name] === undefined);
  if (missing.length === 0) return known;
  const checkout = checkOut(commit);
  try {
    for (const [index, each] of missing.entries()) {
      console.error(`${commit.slice(0, 7)}: ${index + 1} of ${missing.length}, ${each.name}`);
      known[each.name] = await runCase(checkout.folder, each, stopping.signal);
      writeJson(file, known);
    }
  } finally {
    checkout.remove();
  }
  return known;
}
