import { relative } from 'node:path';

/** A path as you would type it: from the folder of the command where it lies inside, else as it is. */
export function shownPath(path: string, folder: string = process.cwd()): string {
  const shown = relative(folder, path);
  return shown === '' || shown.startsWith('..') ? path : shown;
}
