import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { required } from '@highorder/core';
import fc from 'fast-check';
import { type Asker, createAsker } from '../ask.ts';
import { type Damage, damaged, damages } from '../damage.ts';
import { filesOf, onlyRun, writeExamples } from '../examples.ts';
import type { Part, PartContext } from '../part.ts';
import { isStackTrace, namesFile } from '../read-output.ts';
import type { Counter } from '../tally.ts';
import { type Verb, verbs } from '../verbs.ts';

/** Milliseconds for one verb, on a busy machine. */
const PATIENCE = 120_000;
/** Damages of one seed of fast-check. */
const BATCH = 20;

/** One damage in the folder of a finished run: a verb's result stays as it was, or its message names the file. */
export const fuzzRuns: Part = {
  name: 'damaged run folders',
  share: 3,
  async torture(context) {
    const { place, random, tally, hasTime } = context;
    const asker = createAsker(place, PATIENCE);
    const bench = await prepare(context, asker);
    const known = new Set<string>();
    while (hasTime()) {
      const seed = random.integer(2 ** 31);
      let last: Fault | undefined;
      const property = fc.asyncProperty(fc.constantFrom(...verbs), damages(), async (verb, damage) => {
        if (!hasTime()) return true;
        tally.add('damages');
        const fault = await look(bench, verb, damage);
        if (fault === undefined || known.has(signatureOf(fault))) return true;
        last = fault;
        return false;
      });
      await fc.check(property, { seed, numRuns: BATCH });
      if (last === undefined) continue;
      known.add(signatureOf(last));
      tally.miss(last.counter, `seed ${seed}: ${last.verb}, ${last.damage}\n${last.told}`);
    }
    asker.close();
  },
};

interface Fault {
  readonly counter: Counter;
  readonly verb: string;
  readonly damage: string;
  readonly told: string;
}

interface Bench {
  readonly asker: Asker;
  readonly whole: string;
  readonly room: string;
  readonly copy: string;
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly wanted: ReadonlyMap<string, string>;
}

/** A finished run, and what each verb makes of it. */
async function prepare({ place, run }: PartContext, asker: Asker): Promise<Bench> {
  const folder = place.room('damage-whole');
  writeExamples(folder);
  await run({ words: ['train', 'tiny.yaml', 'training.steps=60', '--quiet'], folder });
  const whole = required(onlyRun(folder), 'The example left a run.');
  const room = place.room('damage');
  const copy = join(room, 'run');
  const names = filesOf(whole).filter((file) => !/^report\.html$|^figures\/|lock/.test(file));
  const files = new Map(names.map((name) => [name, readFileSync(join(whole, name))]));
  const wanted = new Map<string, string>();
  for (const verb of verbs) {
    freshCopy(whole, copy);
    const answer = await asker.ask({ words: verb.words(copy), folder: room });
    if (typeof answer === 'string' || answer.status !== 0) {
      throw new Error(`${verb.name} fails on a whole run: ${JSON.stringify(answer)}`);
    }
    wanted.set(verb.name, verb.result(copy, answer));
  }
  return { asker, whole, room, copy, files, wanted };
}

async function look(bench: Bench, verb: Verb, damage: Damage): Promise<Fault | undefined> {
  const { asker, whole, room, copy, files, wanted } = bench;
  freshCopy(whole, copy);
  const changes = damaged(files, damage);
  for (const [name, content] of changes) {
    const path = join(copy, name);
    if (content === undefined) rmSync(path);
    else writeFileSync(path, content);
  }
  const names = [...changes.keys()];
  const fault = (counter: Counter, told: string): Fault => ({
    ...{ counter, verb: verb.name, told: told.slice(0, 1000) },
    damage: `${damage.kind} ${names.join(' and ')}, place ${damage.place}`,
  });
  const answer = await asker.ask({ words: verb.words(copy), folder: room });
  if (answer === 'hung') return fault('hangs', 'no answer');
  if (answer === 'crashed') return fault('stackTraces', 'the process ended');
  const { status, out, err } = answer;
  if (isStackTrace(err) || isStackTrace(out)) return fault('stackTraces', err);
  const text = `${err}\n${status === 0 ? '' : out}`;
  if (names.some((name) => namesFile(text, name))) return undefined;
  if (status === 0 && verb.result(copy, answer) === wanted.get(verb.name)) return undefined;
  return fault('unnoticed', `status ${status}\n${err}`);
}

/** What two faults with one cause share. */
function signatureOf({ counter, verb, damage, told }: Fault): string {
  return `${counter} ${verb} ${damage} ${told.split('\n')[1] ?? ''}`.replaceAll(/\d+/g, '');
}

function freshCopy(from: string, to: string): void {
  rmSync(to, { recursive: true, force: true });
  mkdirSync(dirname(to), { recursive: true });
  cpSync(from, to, { recursive: true });
}
