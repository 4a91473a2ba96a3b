import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { differences, filesOf, list, sweepBits } from './examples.ts';
import type { PartContext } from './part.ts';
import { sweepWords } from './references.ts';

/** Jobs of the example. */
const JOBS = 4;

/** A sweep that something happened to. */
export interface HurtSweep {
  readonly folder: string;
  /** Its results so far, as `resultsOf` tells them. */
  readonly first: ReadonlyMap<string, string>;
  /** What happened, for messages. */
  readonly what: string;
}

/** Runs the sweep to its end: each job was done once, and the table is that of a sweep to which nothing happened. */
export async function endSweep(context: PartContext, { folder, first, what }: HurtSweep): Promise<void> {
  const { run, tally, references } = context;
  const reference = await references.sweep();
  const end = await run({ words: sweepWords, folder });
  if (end.status !== 0) {
    return tally.miss(
      'lost',
      `a sweep does not end after ${what}: status ${end.status}\n${end.err.slice(-800)}`,
    );
  }
  tally.add('resumed');
  tally.add('jobs', JOBS);
  const last = resultsOf(folder);
  if (last.size !== JOBS) tally.miss('lost', `${last.size} of ${JOBS} jobs have a result after ${what}`);
  for (const [job, result] of first) {
    if (last.get(job) !== result) tally.miss('doubled', `job ${job} was done, and done again after ${what}`);
  }
  for (const job of last.keys()) {
    const done =
      readFileSync(join(folder, 'runs/jobs', job, 'log.txt'), 'utf8').split(/ Done\.$/m).length - 1;
    if (done > 1) tally.miss('doubled', `job ${job} is done ${done} times by its log after ${what}`);
  }
  const different = differences(sweepBits(folder), sweepBits(reference.folder));
  if (different.length > 0) tally.miss('differentBits', `sweep after ${what}: ${different.join(', ')}`);
  const drafts = filesOf(join(folder, 'runs')).filter((file) => file.includes('.part'));
  if (drafts.length > 0) tally.miss('left', `a sweep after ${what}: ${drafts.join(', ')}`);
}

/** When each result was written, as a file of the system. */
export function resultsOf(folder: string): ReadonlyMap<string, string> {
  const jobs = join(folder, 'runs/jobs');
  return new Map(
    list(jobs).flatMap((job) => {
      const found = statSync(join(jobs, job, 'result.json'), { throwIfNoEntry: false });
      return found === undefined ? [] : [[job, `${found.ino} ${found.mtimeMs}`] as const];
    }),
  );
}
