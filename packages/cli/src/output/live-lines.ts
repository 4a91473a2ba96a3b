import type { WriteStream } from 'node:tty';
import { oneLine, printable } from '@highorder/core';

/** Some lines at the end of a terminal that change in place. */
export interface LiveLines {
  show(lines: readonly string[]): void;
  /** Writes a line that stays above them. */
  say(text: string): void;
  clear(): void;
}

/** Lines that are longer than the terminal is wide are cut, so that each takes one row. */
export function liveLines(stream: Pick<WriteStream, 'write' | 'columns'>): LiveLines {
  let shown: readonly string[] = [];
  const erase = () => {
    // To the beginning of the first line, and away with all below.
    if (shown.length > 0) stream.write(`\u001b[${shown.length}A\r\u001b[J`);
    shown = [];
  };
  const show = (lines: readonly string[]) => {
    const width = Math.max(20, stream.columns || 80) - 1;
    const cut = lines
      .map(oneLine)
      .map((line) => (line.length > width ? `${line.slice(0, width - 1)}…` : line));
    // Lines that stay as they are should not flicker.
    if (shown.length > 0 && cut.join('\n') === shown.join('\n')) return;
    erase();
    shown = cut;
    stream.write(shown.map((line) => `${line}\n`).join(''));
  };
  return {
    show,
    say(text) {
      const below = shown;
      erase();
      stream.write(`${printable(text)}\n`);
      show(below);
    },
    clear: erase,
  };
}
