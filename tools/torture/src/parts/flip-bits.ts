import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { required } from '@highorder/core';
import { type Asker, createAsker } from '../ask.ts';
import { filesOf, list, onlyRun, writeExamples } from '../examples.ts';
import type { Part, PartContext } from '../part.ts';
import { isStackTrace, namesFile } from '../read-output.ts';
import { type Verb, verbs } from '../verbs.ts';

/** Milliseconds for one verb, on a busy machine. */
const PATIENCE = 120_000;

/** One flipped bit in one file of a run: a verb's result stays as it was, or its message names the file. */
export const flipBits: Part = {
  name: 'flipped bits',
  share: 3,
  async torture(context) {
    const { place, random, hasTime } = context;
    const runs = await makeRuns(context);
    const asker = createAsker(place, PATIENCE);
    const room = place.room('flips');
    const copy = join(room, 'run');
    const wanted = new Map<string, string>();
    for (const verb of verbs) {
      freshCopy(runs.of(verb), copy);
      const answer = await asker.ask({ words: verb.words(copy), folder: room });
      if (typeof answer === 'string' || answer.status !== 0) {
        throw new Error(`${verb.name} fails on a whole run: ${JSON.stringify(answer)}`);
      }
      wanted.set(verb.name, verb.result(copy, answer));
    }
    while (hasTime()) {
      const verb = verbs[random.integer(verbs.length)];
      if (verb === undefined) continue;
      freshCopy(runs.of(verb), copy);
      const files = filesOf(copy).filter((file) => !/^report\.html$|^figures\/|lock/.test(file));
      const file = files[random.integer(files.length)] ?? '';
      const flipped = flip(join(copy, file), random);
      if (flipped !== undefined) {
        await look(context, asker, { verb, file, flipped, copy, room, wanted: wanted.get(verb.name) ?? '' });
      }
    }
    asker.close();
  },
};

interface Flip {
  readonly verb: Verb;
  readonly file: string;
  readonly flipped: string;
  readonly copy: string;
  readonly room: string;
  readonly wanted: string;
}

async function look({ tally }: PartContext, asker: Asker, flip: Flip): Promise<void> {
  const { verb, file, flipped, copy, room, wanted } = flip;
  tally.add('flips');
  const shown = `${verb.name}, ${file}, ${flipped}`;
  const answer = await asker.ask({ words: verb.words(copy), folder: room });
  if (answer === 'hung') return tally.miss('hangs', shown);
  if (answer === 'crashed') return tally.miss('stackTraces', `${shown}: the process ended`);
  const { status, out, err } = answer;
  if (isStackTrace(err) || isStackTrace(out))
    return tally.miss('stackTraces', `${shown}\n${err.slice(0, 1000)}`);
  const told = namesFile(`${err}\n${status === 0 ? '' : out}`, file);
  const same = status === 0 && verb.result(copy, answer) === wanted;
  if (!same && !told) tally.miss('unnoticed', `${shown}: status ${status}\n${err.slice(0, 500)}`);
}

/** Flips one bit of a file; undefined where it has none. */
function flip(path: string, random: PartContext['random']): string | undefined {
  const bytes = readFileSync(path);
  if (bytes.length === 0) return undefined;
  const at = random.integer(bytes.length);
  const bit = random.integer(8);
  bytes[at] = (bytes[at] ?? 0) ^ (1 << bit);
  writeFileSync(path, bytes);
  return `bit ${bit} of byte ${at}`;
}

function freshCopy(from: string, to: string): void {
  rmSync(to, { recursive: true, force: true });
  cpSync(from, to, { recursive: true });
}

/** A run that is done, and one that was killed with a checkpoint behind it. */
async function makeRuns({ place, run }: PartContext): Promise<{ of(verb: Verb): string }> {
  const whole = place.room('flips-whole');
  writeExamples(whole);
  await run({ words: ['train', 'tiny.yaml', 'training.steps=60', '--quiet'], folder: whole });
  const folder = place.room('flips-killed');
  writeExamples(folder);
  const hasTwo = () => checkpointsOf(onlyRun(folder)) >= 2;
  const words = ['train', 'tiny.yaml', 'training.steps=400', '--quiet'];
  await run({ words, folder, attack: { signal: 'SIGKILL', after: hasTwo } });
  const done = required(onlyRun(whole), 'The example left a run.');
  const killed = required(onlyRun(folder), 'A killed run is there.');
  return { of: ({ name }) => (name === 'train --resume' ? killed : done) };
}

function checkpointsOf(run: string | undefined): number {
  return run === undefined ? 0 : list(join(run, 'checkpoints')).filter((name) => /^\d+$/.test(name)).length;
}
