import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { differences, filesOf, list, sweepBits, writeExamples } from '../examples.ts';
import type { Part } from '../part.ts';
import { sweepWords } from '../references.ts';

/** Jobs of the example. */
const JOBS = 4;
const signals = ['SIGKILL', 'SIGKILL', 'SIGKILL', 'SIGTERM', 'SIGINT'] as const;

/** A sweep that is killed again and again does each job once and ends in the same table. */
export const killSweep: Part = {
  name: 'kills of sweep',
  share: 4,
  async torture({ place, run, random, tally, hasTime, references }) {
    const reference = await references.sweep();
    while (hasTime()) {
      const folder = place.room('sweep');
      writeExamples(folder);
      const first = new Map<string, string>();
      const rounds = 1 + random.integer(4);
      for (let round = 0; round < rounds; round++) {
        const signal = signals[random.integer(signals.length)] ?? 'SIGKILL';
        const after = random.uniform() * reference.milliseconds;
        const { status } = await run({
          words: sweepWords,
          folder,
          attack: { signal, after, alone: random.uniform() < 0.3 },
        });
        if (status !== 0) tally.add('kills');
        for (const [job, result] of results(folder)) if (!first.has(job)) first.set(job, result);
      }
      const end = await run({ words: sweepWords, folder });
      if (end.status !== 0) {
        tally.miss('lost', `a sweep does not end: status ${end.status}\n${end.err.slice(-800)}`);
        continue;
      }
      tally.add('resumed');
      tally.add('jobs', JOBS);
      const last = results(folder);
      if (last.size !== JOBS) tally.miss('lost', `${last.size} of ${JOBS} jobs have a result`);
      for (const [job, result] of first) {
        if (last.get(job) !== result) tally.miss('doubled', `job ${job} was done, and done again`);
      }
      for (const job of last.keys()) {
        const done =
          readFileSync(join(folder, 'runs/jobs', job, 'log.txt'), 'utf8').split(/ Done\.$/m).length - 1;
        if (done > 1) tally.miss('doubled', `job ${job} is done ${done} times by its log`);
      }
      const different = differences(sweepBits(folder), sweepBits(reference.folder));
      if (different.length > 0) tally.miss('differentBits', `sweep: ${different.join(', ')}`);
      const drafts = filesOf(join(folder, 'runs')).filter((file) => file.includes('.part'));
      if (drafts.length > 0) tally.miss('left', `after a sweep: ${drafts.join(', ')}`);
    }
  },
};

/** When each result was written, as a file of the system. */
function results(folder: string): ReadonlyMap<string, string> {
  const jobs = join(folder, 'runs/jobs');
  return new Map(
    list(jobs).flatMap((job) => {
      const found = statSync(join(jobs, job, 'result.json'), { throwIfNoEntry: false });
      return found === undefined ? [] : [[job, `${found.ino} ${found.mtimeMs}`] as const];
    }),
  );
}
