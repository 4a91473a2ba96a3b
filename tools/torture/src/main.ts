/**
 * Kills, full disks, read-only runs, power cuts, flipped bits and fuzz, for so many minutes:
 * `npm run torture -- --minutes 5 [--seed N] [--only NAME] [--json FILE] [--write]`. Ends with status 1 where a goal was missed.
 *
 * @module
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { randomStream } from '@highorder/core';
import { commandRunner, type RunCommand } from './command.ts';
import { flipBits } from './parts/flip-bits.ts';
import { fullDisk } from './parts/full-disk.ts';
import { fuzz } from './parts/fuzz.ts';
import { fuzzRuns } from './parts/fuzz-runs.ts';
import type { Part } from './part.ts';
import { killSweep } from './parts/kill-sweep.ts';
import { killTrain } from './parts/kill-train.ts';
import { killWriters } from './parts/kill-writers.ts';
import { powerCut } from './parts/power-cut.ts';
import { readOnly } from './parts/read-only.ts';
import { createReferences, type References } from './references.ts';
import { createTally, isMissed, type Tally } from './tally.ts';
import { tallyMarkdown, tallyText, withTable } from './tally-text.ts';
import { createWorkplace, type Workplace } from './workplace.ts';

const parts = [readOnly, fullDisk, powerCut, killWriters, flipBits, fuzzRuns, fuzz, killSweep, killTrain];
const page = fileURLToPath(new URL('../../../docs/reliability.md', import.meta.url));

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '5' },
    seed: { type: 'string', default: String(Date.now() % 2 ** 31) },
    only: { type: 'string' },
    json: { type: 'string' },
    write: { type: 'boolean', default: false },
  },
});

const minutes = Number(values.minutes);
const seed = Number(values.seed);
const chosen = parts.filter(({ name }) => values.only === undefined || name.includes(values.only));
if (!(minutes > 0) || !Number.isSafeInteger(seed) || seed < 0 || chosen.length === 0) {
  console.error(`Minutes and seed are numbers; parts are ${parts.map(({ name }) => name).join(', ')}.`);
  process.exitCode = 2;
} else {
  process.exitCode = await torture(chosen);
}

async function torture(wanted: readonly Part[]): Promise<number> {
  const tally = createTally({ seed, minutes });
  const place = createWorkplace();
  const run = commandRunner(place, tally);
  const tools = { tally, place, run, references: createReferences(place, run) };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => {
      place.clear();
      process.exit(130);
    });
  }
  try {
    const end = performance.now() + minutes * 60_000;
    for (const [index, part] of wanted.entries()) {
      // What a part left of its time is for those after it.
      const shares = wanted.slice(index).reduce((sum, { share }) => sum + share, 0);
      const until = performance.now() + ((end - performance.now()) * part.share) / shares;
      await work(part, until, tools);
    }
  } finally {
    place.clear();
  }
  return tell(tally);
}

interface Tools {
  readonly tally: Tally;
  readonly place: Workplace;
  readonly run: RunCommand;
  readonly references: References;
}

async function work(part: Part, until: number, tools: Tools): Promise<void> {
  console.error(`${part.name}: ${Math.max(0, Math.round((until - performance.now()) / 1000))} s`);
  try {
    await part.torture({
      ...tools,
      seed,
      random: randomStream({ seed, purpose: `torture/${part.name}` }),
      hasTime: () => performance.now() < until,
    });
  } catch (error) {
    tools.tally.miss(
      'lost',
      `${part.name} could not go on: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

function tell(tally: Tally): number {
  const found = tally.read();
  console.log(tallyText(found));
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(found, null, 2)}\n`);
  if (values.write) {
    const before = existsSync(page) ? readFileSync(page, 'utf8') : '# Reliability\n';
    writeFileSync(page, withTable(before, tallyMarkdown(found)));
  }
  return isMissed(found) ? 1 : 0;
}
