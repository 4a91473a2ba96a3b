import { rmSync } from 'node:fs';
import { required } from '@highorder/core';
import type { Attack, Ended } from '../command.ts';
import { bitsOf, differences, filesOf, list, onlyRun, writeExamples } from '../examples.ts';
import type { Part, PartContext } from '../part.ts';
import { trainWords } from '../references.ts';

const signals = ['SIGKILL', 'SIGKILL', 'SIGTERM', 'SIGINT', 'SIGHUP'] as const;

/** Training that is killed or told to stop again and again, and resumed, ends in the bits of one that is not. */
export const killTrain: Part = {
  name: 'kills of train',
  share: 4,
  async torture(context) {
    const { place, tally, references } = context;
    const reference = await references.train();
    const wanted = bitsOf(required(onlyRun(reference.folder), 'The example left a run.'));
    while (context.hasTime()) {
      const folder = place.room('train');
      writeExamples(folder);
      await train(context, folder, reference.milliseconds);
      const found = onlyRun(folder);
      if (found === undefined) {
        tally.miss('lost', 'a run that was trained to its end');
        continue;
      }
      tally.add('resumed');
      const different = differences(bitsOf(found), wanted);
      if (different.length > 0) tally.miss('differentBits', `train and --resume: ${different.join(', ')}`);
      const drafts = filesOf(found).filter((file) => file.includes('.part'));
      if (drafts.length > 0) tally.miss('left', `after train: ${drafts.join(', ')}`);
    }
  },
};

/** Trains, with some interruptions, until it is done. */
async function train({ run, random, tally }: PartContext, folder: string, whole: number): Promise<void> {
  const rounds = 1 + random.integer(3);
  for (let round = 0; ; round++) {
    const path = onlyRun(folder);
    const begun = path !== undefined && list(path).includes('manifest.json');
    // Of a run that was killed before it had a manifest nothing is left to go on with.
    const words = begun ? ['train', '--resume', path, '--quiet'] : trainWords;
    if (path !== undefined && !begun) rmSync(path, { recursive: true, force: true });
    const attack = round < rounds ? strike(random, whole) : undefined;
    const ended = await run({ words, folder, attack });
    if (attack !== undefined && ended.status !== 0) tally.add('kills');
    if (ended.status === 0) return;
    if (attack === undefined) {
      tally.miss('lost', `${words.join(' ')} does not end: ${messageOf(ended)}`);
      return;
    }
  }
}

function strike(random: PartContext['random'], whole: number): Attack {
  const signal = signals[random.integer(signals.length)] ?? 'SIGKILL';
  return { signal, after: random.uniform() * whole, alone: random.uniform() < 0.5 };
}

function messageOf({ status, err }: Ended): string {
  return `status ${status}\n${err.slice(-800)}`;
}
