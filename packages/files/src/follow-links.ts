import { lstatSync, readlinkSync, realpathSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

const MOST_LINKS = 40;

/**
 * Where a path leads when its links are followed; what it leads to need not exist. An open file of this process
 * (`/dev/stdout`, `/dev/fd/63`) is left as it is, because what it is open on need not have a name.
 */
export function followLinks(path: string): string {
  let place = resolve(path);
  for (let count = 0; count < MOST_LINKS; count++) {
    if (isOpenFile(place)) return place;
    if (lstatSync(place, { throwIfNoEntry: false })?.isSymbolicLink() !== true) return place;
    place = resolve(realpathSync(dirname(place)), readlinkSync(place));
  }
  throw Object.assign(new Error('Too many links.'), { code: 'ELOOP' });
}

/** Whether a path stands for an open file of a process. */
export function isOpenFile(path: string): boolean {
  return /^\/(?:dev|proc\/[^/]+)\/fd\/\d+$/.test(path);
}
