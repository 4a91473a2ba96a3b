import { rmSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { required } from '@highorder/core';
import fc, { type Arbitrary } from 'fast-check';
import { createAsker, type Reply } from '../ask.ts';
import { configurations, csvFiles, type Input, overrides, sweeps } from '../inputs.ts';
import type { Part, PartContext } from '../part.ts';
import { isStackTrace } from '../read-output.ts';
import type { Counter } from '../tally.ts';

/** Milliseconds for one input, on a busy machine. */
const PATIENCE = 120_000;

/** Mutated configurations, sweeps, changes and CSV files: each is taken or refused with a message. */
export const fuzz: Part = {
  name: 'fuzz',
  share: 4,
  async torture(context) {
    const { place, tally, hasTime, random } = context;
    /** What was found already: told once, with its smallest input. */
    const known = new Set<string>();
    let round = 0;
    const work = async () => {
      const asker = createAsker(place, PATIENCE);
      const folder = place.room('fuzz');
      const look = async (input: Input): Promise<string | undefined> => {
        write(folder, input);
        const reply = await asker.ask({ words: input.words, folder });
        tally.add('fuzzed');
        if (typeof reply !== 'string' && reply.status !== 0) tally.add('refused');
        return faultOf(input, reply);
      };
      while (hasTime()) {
        const kind = required(kinds[round++ % kinds.length], 'There are kinds of inputs.');
        await batch(context, { ...kind, look, known, seed: random.integer(2 ** 31) });
      }
      asker.close();
    };
    await Promise.all(Array.from({ length: Math.min(4, availableParallelism()) }, work));
  },
};

/** Inputs, and how many of one seed: to plan a shipped sweep takes as long as a dozen checks. */
const kinds = [
  { arbitrary: sweeps(), count: 10 },
  { arbitrary: configurations(), count: 100 },
  { arbitrary: overrides(), count: 100 },
  { arbitrary: csvFiles(), count: 100 },
  { arbitrary: configurations(), count: 100 },
  { arbitrary: overrides(), count: 100 },
  { arbitrary: csvFiles(), count: 100 },
];

interface BatchRequest {
  readonly arbitrary: Arbitrary<Input>;
  readonly count: number;
  /** The fault of an input, if it has one. */
  look(input: Input): Promise<string | undefined>;
  readonly known: Set<string>;
  readonly seed: number;
}

async function batch(
  { tally, hasTime }: PartContext,
  { arbitrary, count, look, known, seed }: BatchRequest,
): Promise<void> {
  let last: string | undefined;
  const property = fc.asyncProperty(arbitrary, async (input) => {
    // Once the time is up, what was found stays as small as it is.
    if (!hasTime()) return true;
    const fault = await look(input);
    if (fault === undefined || known.has(signatureOf(fault))) return true;
    last = fault;
    return false;
  });
  const found = await fc.check(property, { seed, numRuns: count, endOnFailure: false });
  const [input] = found.counterexample ?? [];
  if (input === undefined || last === undefined) return;
  known.add(signatureOf(last));
  const shown = `seed ${seed}: highorder ${input.words.join(' ').slice(0, 400)}\n${input.file}:\n${input.text.slice(0, 1200)}\n${last.slice(0, 1200)}`;
  tally.miss(counterOf(last), shown);
}

function write(folder: string, { file, text }: Input): void {
  for (const name of ['mutated.yaml', 'mine.csv']) rmSync(join(folder, name), { force: true });
  if (text !== '') writeFileSync(join(folder, file), text);
}

/** The fault, its counter first. */
function faultOf({ unknownKey }: Input, reply: Reply): string | undefined {
  if (reply === 'hung') return 'hangs: no answer';
  if (reply === 'crashed') return 'stackTraces: the process ended';
  const { status, out, err } = reply;
  if (isStackTrace(err) || isStackTrace(out)) return `stackTraces: ${err}${out}`;
  return unknownKey && status === 0 ? 'unknownKeys: accepted' : undefined;
}

function counterOf(fault: string): Counter {
  if (fault.startsWith('hangs')) return 'hangs';
  return fault.startsWith('unknownKeys') ? 'unknownKeys' : 'stackTraces';
}

/** What two inputs with one cause share: the message without its numbers and names. */
function signatureOf(fault: string): string {
  return fault
    .split('\n')
    .slice(0, 3)
    .join('\n')
    .replaceAll(/"[^"]*"|\d+/g, '');
}
