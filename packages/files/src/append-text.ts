import { appendFileSync } from 'node:fs';
import { fileError } from './file-error.ts';
import { type Inside, refuseLinks } from './refuse-links.ts';

/** Adds text to the end of a file. Throws `InputError` where that fails. */
export function appendText(path: string, text: string, options: Inside = {}): void {
  refuseLinks(path, options);
  try {
    appendFileSync(path, text);
  } catch (error) {
    throw fileError(error, { path, doing: 'write this file' });
  }
}
