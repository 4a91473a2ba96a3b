import { copyFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bitsOf, differences, list, onlyRun, writeExamples } from '../examples.ts';
import type { Part, PartContext } from '../part.ts';
import { trainWords } from '../references.ts';
import { system } from '../workplace.ts';

/**
 * A power cut: the command writes to a file system of ext4 in a file, is killed at some moment, and that file is copied at
 * once. What was not synced is in the memory of the machine and not in the copy, as it would not be on the disk. The copy is
 * repaired by its journal and mounted, and the command goes on there.
 */
export const powerCut: Part = {
  name: 'power cuts',
  share: 3,
  async torture(context) {
    const { place, run, random, tally, hasTime, references } = context;
    const image = join(place.room('image'), 'disk');
    if (!makeDisk(image)) {
      tally.skip('power cuts: there is no mkfs.ext4, or no loop device may be mounted here');
      return;
    }
    const { folder: whole, milliseconds } = await references.train();
    while (hasTime()) {
      makeDisk(image);
      const folder = place.room('disk');
      if (!mounted(context, image, folder)) return;
      writeExamples(folder);
      system('sync', ['-f', folder]);
      const cut = `${image}-cut`;
      const after = random.uniform() * milliseconds * 1.1;
      await run({ words: trainWords, folder, attack: { signal: 'SIGKILL', after } });
      const promised = checkpoints(onlyRun(folder));
      copyAtOneMoment(image, cut);
      place.unmount(folder);
      tally.add('powerCuts');
      await goOn(context, { cut, promised, whole });
    }
  },
};

/**
 * Copies a disk as it is at one moment. The system writes on its own now and then; a copy that is half before and half after a
 * write has journal entries whose data are missing, which no disk ever has.
 */
function copyAtOneMoment(image: string, copy: string): void {
  do copyFileSync(image, copy);
  while (!readFileSync(copy).equals(readFileSync(image)));
}

interface Cut {
  /** The copy of the disk. */
  readonly cut: string;
  /** Steps of checkpoints that were there before the cut. */
  readonly promised: readonly number[];
  readonly whole: string;
}

async function goOn(context: PartContext, { cut, promised, whole }: Cut): Promise<void> {
  const { place, run, tally } = context;
  const folder = place.room('after-cut');
  repair(cut);
  if (!mounted(context, cut, folder)) return;
  try {
    const path = onlyRun(folder);
    const wanted = onlyRun(whole);
    const last = Math.max(0, ...promised);
    if (path === undefined || wanted === undefined || !list(path).includes('manifest.json')) {
      if (last > 0) tally.miss('lost', `a run with a checkpoint at step ${last} is gone after a power cut`);
      return;
    }
    const kept = checkpoints(path);
    if (last > 0 && !kept.includes(last))
      tally.miss('lost', `the checkpoint at step ${last} is gone after a power cut`);
    const ended = await run({ words: ['train', '--resume', path], folder });
    if (ended.status !== 0)
      return tally.miss('lost', `no resumption after a power cut:\n${ended.err.slice(-800)}`);
    tally.add('resumed');
    const from = Number(/ steps from step (\d+),/.exec(ended.err)?.[1] ?? 0);
    if (from < last)
      tally.miss('lost', `resumed from step ${from} after a power cut; there was a checkpoint at ${last}`);
    const different = differences(bitsOf(path), bitsOf(wanted));
    if (different.length > 0) tally.miss('differentBits', `train after a power cut: ${different.join(', ')}`);
  } finally {
    place.unmount(folder);
  }
}

/** The steps of the checkpoints of a run that a reader would find. */
function checkpoints(run: string | undefined): readonly number[] {
  if (run === undefined) return [];
  return list(join(run, 'checkpoints')).flatMap((name) => (/^\d+$/.test(name) ? [Number(name)] : []));
}

function makeDisk(image: string): boolean {
  try {
    system('truncate', ['-s', '0', image]);
    system('truncate', ['-s', '24M', image]);
    system('mkfs.ext4', ['-q', '-F', image]);
    return true;
  } catch {
    return false;
  }
}

/** The journal is replayed; whatever else is wrong is mended, as a machine does when it starts. */
function repair(image: string): void {
  try {
    system('e2fsck', ['-fy', image]);
  } catch {
    // Its status is not 0 where it mended something.
  }
}

function mounted({ place, tally }: PartContext, image: string, folder: string): boolean {
  try {
    place.mount(['-o', 'loop', image], folder);
    return true;
  } catch (error) {
    tally.skip(`power cuts: ${String(error).split('\n')[0]}`);
    return false;
  }
}
