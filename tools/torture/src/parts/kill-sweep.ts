import { writeExamples } from '../examples.ts';
import type { Part } from '../part.ts';
import { sweepWords } from '../references.ts';
import { endSweep, resultsOf } from '../sweep-end.ts';

const signals = ['SIGKILL', 'SIGKILL', 'SIGKILL', 'SIGTERM', 'SIGINT'] as const;

/** A sweep that is killed again and again does each job once and ends in the same table. */
export const killSweep: Part = {
  name: 'kills of sweep',
  share: 4,
  async torture(context) {
    const { place, run, random, tally, hasTime, references } = context;
    const reference = await references.sweep();
    while (hasTime()) {
      const folder = place.room('sweep');
      writeExamples(folder);
      const first = new Map<string, string>();
      const rounds = 1 + random.integer(4);
      for (let round = 0; round < rounds; round++) {
        const signal = signals[random.integer(signals.length)] ?? 'SIGKILL';
        const after = random.uniform() * reference.milliseconds;
        const attack = { signal, after, alone: random.uniform() < 0.3 };
        const { status } = await run({ words: sweepWords, folder, attack });
        if (status !== 0) tally.add('kills');
        for (const [job, result] of resultsOf(folder)) if (!first.has(job)) first.set(job, result);
      }
      await endSweep(context, { folder, first, what: 'kills' });
    }
  },
};
