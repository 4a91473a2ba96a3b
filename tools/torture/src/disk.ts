import { copyFileSync, readFileSync } from 'node:fs';
import type { PartContext } from './part.ts';
import { system } from './workplace.ts';

/** A file system of ext4 in a file; false where none can be made. */
export function makeDisk(image: string): boolean {
  try {
    system('truncate', ['-s', '0', image]);
    system('truncate', ['-s', '48M', image]);
    system('mkfs.ext4', ['-q', '-F', image]);
    return true;
  } catch {
    return false;
  }
}

/**
 * Copies a disk as it is at one moment. The system writes on its own now and then; a copy that is half before and half after a
 * write has journal entries whose data are missing, which no disk ever has.
 */
export function copyAtOneMoment(image: string, copy: string): void {
  do copyFileSync(image, copy);
  while (!readFileSync(copy).equals(readFileSync(image)));
}

/** The journal is replayed; whatever else is wrong is mended, as a machine does when it starts. */
export function repairDisk(image: string): void {
  try {
    system('e2fsck', ['-fy', image]);
  } catch {
    // Its status is not 0 where it mended something.
  }
}

/** Mounts a disk on a folder; false, and said, where that is not allowed. */
export function mountDisk({ place, tally }: PartContext, image: string, folder: string): boolean {
  try {
    place.mount(['-o', 'loop', image], folder);
    return true;
  } catch (error) {
    tally.skip(`power cuts: ${String(error).split('\n')[0]}`);
    return false;
  }
}
