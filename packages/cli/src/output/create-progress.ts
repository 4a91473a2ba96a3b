import { note } from './print.ts';
import type { Progress } from './progress.ts';
import { barProgress } from './progress-bar.ts';
import { lineProgress } from './progress-lines.ts';
import { warningText } from './warning-text.ts';

/** A live bar on a terminal, plain lines elsewhere, nothing but warnings where `quiet`. All on standard error. */
export function createProgress({ quiet }: { readonly quiet: boolean }): Progress {
  if (quiet) return quietProgress(note);
  return process.stderr.isTTY ? barProgress(process.stderr) : lineProgress(note);
}

function quietProgress(say: (text: string) => void): Progress {
  return { callback: { onWarning: ({ message }) => say(warningText(message)) }, say, end: () => undefined };
}
