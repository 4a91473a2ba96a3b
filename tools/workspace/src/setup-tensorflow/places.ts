import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** Where a setup ends up. It survives `npm ci`, and git leaves it out. */
export function finalFolder(root: string): string {
  return join(root, '.tensorflow');
}

/** A new folder beside it, where a setup is made. */
export async function stagingFolder(root: string, name: string): Promise<string> {
  const folder = join(root, `.tensorflow.${process.pid}.${name}`);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder);
  return folder;
}

/** A new folder in the place of an old one, until one of these is called. */
export interface Swapped {
  /** Puts the old one back. */
  undo(): Promise<void>;
  /** Removes the old one. */
  finish(): Promise<void>;
}

/** Puts what was made into its place. */
export async function swap(made: string, final: string): Promise<Swapped> {
  const old = oldFolder(final);
  const had = existsSync(final);
  if (had) await rename(final, old);
  await rename(made, final);
  return {
    async undo() {
      await rm(final, { recursive: true, force: true });
      if (had) await rename(old, final);
    },
    finish: () => rm(old, { recursive: true, force: true }),
  };
}

/** Removes what this process, or one that was killed, left beside the final folder, and puts back what it had moved. */
export async function removeLeftovers(root: string): Promise<void> {
  const final = finalFolder(root);
  if (!existsSync(final) && existsSync(oldFolder(final))) await rename(oldFolder(final), final);
  await rm(oldFolder(final), { recursive: true, force: true });
  for (const name of await readdir(root)) {
    const owner = Number(/^\.tensorflow\.(\d+)\./.exec(name)?.[1]);
    if (Number.isNaN(owner) || (owner !== process.pid && isAlive(owner))) continue;
    await rm(join(root, name), { recursive: true, force: true });
  }
}

function oldFolder(final: string): string {
  return `${final}.old`;
}

function isAlive(processId: number): boolean {
  try {
    return process.kill(processId, 0);
  } catch {
    return false;
  }
}
