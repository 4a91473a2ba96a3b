import { join } from 'node:path';
import { required } from '@highorder/core';
import type { Ended } from '../command.ts';
import { bitsOf, differences, filesOf, onlyRun, sweepBits, writeExamples } from '../examples.ts';
import type { Part, PartContext } from '../part.ts';
import { sweepWords, trainWords } from '../references.ts';
import { system } from '../workplace.ts';

/** On a disk that fills up, a command says so; once there is space, the same command goes on to the same bits. */
export const fullDisk: Part = {
  name: 'full disks',
  share: 2,
  async torture(context) {
    const { place, random, hasTime, tally, references } = context;
    if (!mountsHere(context)) return;
    const wanted = {
      run: bitsOf(required(onlyRun((await references.train()).folder), 'The example left a run.')),
      sweep: sweepBits((await references.sweep()).folder),
    };
    while (hasTime()) {
      const folder = place.room('full');
      // From nothing to nearly all that is needed.
      place.mount(['-t', 'tmpfs', '-o', `size=${16 + 4 * random.integer(60)}k`, 'none'], folder);
      try {
        writeExamples(folder);
        await trainOnFullDisk(context, folder, wanted.run);
        await sweepOnFullDisk(context, folder, wanted.sweep);
      } catch (error) {
        tally.miss('lost', `full disk: ${String(error)}`);
      } finally {
        place.unmount(folder);
      }
    }
  },
};

async function trainOnFullDisk(
  { run, tally }: PartContext,
  folder: string,
  wanted: ReadonlyMap<string, string>,
): Promise<void> {
  const first = await run({ words: trainWords, folder });
  tally.add('fullDisks');
  requireMessage(tally, 'train', first);
  system('mount', ['-o', 'remount,size=64m', folder]);
  const path = onlyRun(folder);
  if (path === undefined || !filesOf(path).includes('manifest.json')) return;
  const second = await run({ words: ['train', '--resume', path, '--quiet'], folder });
  if (second.status !== 0)
    return tally.miss('lost', `a run on a full disk does not resume:\n${second.err.slice(-800)}`);
  tally.add('resumed');
  const different = differences(bitsOf(path), wanted);
  if (different.length > 0) tally.miss('differentBits', `train after a full disk: ${different.join(', ')}`);
}

async function sweepOnFullDisk(
  { run, random, tally }: PartContext,
  folder: string,
  wanted: ReadonlyMap<string, string>,
): Promise<void> {
  const used = Number(system('df', ['--output=used', '-k', folder]).split('\n')[1]);
  system('mount', ['-o', `remount,size=${used + 4 + 4 * random.integer(40)}k`, folder]);
  const first = await run({ words: sweepWords, folder });
  tally.add('fullDisks');
  requireMessage(tally, 'sweep', first);
  system('mount', ['-o', 'remount,size=64m', folder]);
  const second = await run({ words: sweepWords, folder });
  if (second.status !== 0)
    return tally.miss('lost', `a sweep on a full disk does not go on:\n${second.err.slice(-800)}`);
  tally.add('resumed');
  tally.add('jobs', 4);
  const different = differences(sweepBits(folder), wanted);
  if (different.length > 0) tally.miss('differentBits', `sweep after a full disk: ${different.join(', ')}`);
  const drafts = filesOf(join(folder, 'runs')).filter((file) => file.includes('.part'));
  if (drafts.length > 0) tally.miss('left', `after a full disk: ${drafts.join(', ')}`);
}

function requireMessage(tally: PartContext['tally'], what: string, { status, err }: Ended): void {
  if (status !== 0 && !/disk is full|no space/i.test(err)) {
    tally.miss('stackTraces', `${what} on a full disk does not say so: status ${status}\n${err.slice(-800)}`);
  }
}

/** Whether a file system in memory may be mounted here; told once where not. */
export function mountsHere({ place, tally }: Pick<PartContext, 'place' | 'tally'>): boolean {
  const folder = place.room('mount');
  try {
    place.mount(['-t', 'tmpfs', '-o', 'size=64k', 'none'], folder);
    place.unmount(folder);
    return true;
  } catch {
    tally.skip('file systems: nothing may be mounted here (it takes root)');
    return false;
  }
}
