import { HighOrderError } from '@highorder/core';

/** Told of what is damaged but can be done without, a sentence each. */
export type OnDamage = (message: string) => void;

/** An error in one line, to be told where the command goes on. */
export function inOneLine(error: unknown): string {
  if (!(error instanceof HighOrderError)) return String(error);
  const { where, message } = error.parts;
  return where === undefined ? message : `${where}: ${message}`;
}
