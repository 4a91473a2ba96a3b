import { join } from 'node:path';
import { copyAtOneMoment, makeDisk, mountDisk, repairDisk } from '../disk.ts';
import { bitsOf, differences, list, onlyRun, writeExamples } from '../examples.ts';
import type { Part, PartContext } from '../part.ts';
import { type Reference, sweepWords, trainWords } from '../references.ts';
import { endSweep, resultsOf } from '../sweep-end.ts';
import { system } from '../workplace.ts';

/** A command whose power is cut. */
interface Victim {
  readonly words: readonly string[];
  readonly reference: Reference;
  /** Notes in the folder of the command what it has promised before the cut, and gives what goes on with a folder after it. */
  readonly goOn: (folder: string) => (folder: string) => Promise<void>;
}

/**
 * A power cut: the command writes to a file system of ext4 in a file, is killed at some moment, and that file is copied at
 * once. What was not synced is in the memory of the machine and not in the copy, as it would not be on the disk. The copy is
 * repaired by its journal and mounted, and the command goes on there.
 */
export const powerCut: Part = {
  name: 'power cuts',
  share: 4,
  async torture(context) {
    const { place, hasTime } = context;
    const image = join(place.room('image'), 'disk');
    if (!makeDisk(image)) {
      context.tally.skip('power cuts: there is no mkfs.ext4, or no loop device may be mounted here');
      return;
    }
    const victims = [await training(context), await sweeping(context)];
    while (hasTime()) {
      for (const victim of victims) if (!(await cutPower(context, image, victim))) return;
    }
  },
};

/** False where disks cannot be mounted. */
async function cutPower(context: PartContext, image: string, victim: Victim): Promise<boolean> {
  const { place, run, random, tally } = context;
  makeDisk(image);
  const folder = place.room('disk');
  if (!mountDisk(context, image, folder)) return false;
  writeExamples(folder);
  system('sync', ['-f', folder]);
  const cut = `${image}-cut`;
  const after = random.uniform() * victim.reference.milliseconds * 1.1;
  await run({ words: victim.words, folder, attack: { signal: 'SIGKILL', after } });
  const goOn = victim.goOn(folder);
  copyAtOneMoment(image, cut);
  place.unmount(folder);
  tally.add('powerCuts');
  const later = place.room('after-cut');
  repairDisk(cut);
  if (!mountDisk(context, cut, later)) return false;
  try {
    await goOn(later);
  } finally {
    place.unmount(later);
  }
  return true;
}

/** Results that were there stay, and their jobs are not run again. */
async function sweeping(context: PartContext): Promise<Victim> {
  return {
    words: sweepWords,
    reference: await context.references.sweep(),
    goOn: (folder) => {
      const first = resultsOf(folder);
      return (later) => endSweep(context, { folder: later, first, what: 'a power cut' });
    },
  };
}

/** A training resumes from the last checkpoint that was there, or from a later one. */
async function training(context: PartContext): Promise<Victim> {
  const reference = await context.references.train();
  return {
    words: trainWords,
    reference,
    goOn: (folder) => {
      const last = Math.max(0, ...checkpoints(onlyRun(folder)));
      return (later) => resume(context, { folder: later, last, reference });
    },
  };
}

interface Cut {
  readonly folder: string;
  /** The last checkpoint that was there before the cut, or 0. */
  readonly last: number;
  readonly reference: Reference;
}

async function resume({ run, tally }: PartContext, { folder, last, reference }: Cut): Promise<void> {
  const path = onlyRun(folder);
  const wanted = onlyRun(reference.folder);
  if (path === undefined || wanted === undefined || !list(path).includes('manifest.json')) {
    if (last > 0) tally.miss('lost', `a run with a checkpoint at step ${last} is gone after a power cut`);
    return;
  }
  if (last > 0 && !checkpoints(path).includes(last)) {
    tally.miss('lost', `the checkpoint at step ${last} is gone after a power cut`);
  }
  const ended = await run({ words: ['train', '--resume', path], folder });
  if (ended.status !== 0) {
    return tally.miss('lost', `no resumption after a power cut:\n${ended.err.slice(-800)}`);
  }
  tally.add('resumed');
  const from = Number(/ steps from step (\d+),/.exec(ended.err)?.[1] ?? 0);
  if (from < last) {
    tally.miss('lost', `resumed from step ${from} after a power cut; there was a checkpoint at ${last}`);
  }
  const different = differences(bitsOf(path), bitsOf(wanted));
  if (different.length > 0) tally.miss('differentBits', `train after a power cut: ${different.join(', ')}`);
}

/** The steps of the checkpoints of a run that a reader would find. */
function checkpoints(run: string | undefined): readonly number[] {
  if (run === undefined) return [];
  return list(join(run, 'checkpoints')).flatMap((name) => (/^\d+$/.test(name) ? [Number(name)] : []));
}
