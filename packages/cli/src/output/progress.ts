import type { Callback } from '@highorder/core';
import { barProgress } from './progress-bar.ts';
import { lineProgress } from './progress-lines.ts';

/** Shows how training goes. */
export interface Progress {
  readonly callback: Callback;
  /** Takes the live line away: training is over, one way or another. */
  end(): void;
}

/** A live bar on a terminal, plain lines elsewhere, nothing but warnings where `quiet`. All on standard error. */
export async function createProgress({ quiet }: { readonly quiet: boolean }): Promise<Progress> {
  const write = (text: string): void => void process.stderr.write(`${text}\n`);
  if (quiet)
    return { callback: { onWarning: ({ message }) => write(warningText(message)) }, end: () => undefined };
  return process.stderr.isTTY ? barProgress(process.stderr) : lineProgress(write);
}

/** A warning of the run in words. */
export function warningText(message: string): string {
  return `Warning: ${message}`;
}
