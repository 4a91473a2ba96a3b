import { printable } from './error.ts';

/** A text as one line that may be printed: for a cell of a table. Line breaks and tabs are written as `\\n` and `\\t`. */
export function oneLine(text: string): string {
  return printable(text).replaceAll('\n', '\\n').replaceAll('\t', '\\t');
}
