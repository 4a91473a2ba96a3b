import { lstatSync, readlinkSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { InputError } from '@highorder/core';
import { shownPath } from './shown-path.ts';

/** Limits where something is written or removed. */
export interface Inside {
  /** A folder that the command owns. Below it no link is followed, and only regular files and folders are touched. */
  readonly inside?: string | undefined;
}

/** Throws `InputError` where a part of the path below `inside` is a link, or no file and no folder. */
export function refuseLinks(path: string, { inside }: Inside): void {
  if (inside === undefined) return;
  const parts = relative(resolve(inside), resolve(path)).split(sep);
  for (let count = 1; count <= parts.length; count++) {
    const part = join(inside, ...parts.slice(0, count));
    const found = lstatSync(part, { throwIfNoEntry: false });
    if (found === undefined) return;
    if (found.isSymbolicLink()) throw linked(part, `This is a link to ${readlinkSync(part)}`);
    if (!found.isFile() && !found.isDirectory()) throw linked(part, 'This is neither a file nor a folder');
  }
}

function linked(part: string, what: string): InputError {
  return new InputError({
    where: shownPath(part),
    message: `${what}, and this folder's files are never written or removed through one.`,
    fix: `Remove it (\`rm ${shownPath(part)}\`); what a link points to stays. Then run the same command again.`,
  });
}
