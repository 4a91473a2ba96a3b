import { printable } from '@highorder/core';

/** A warning of the run in words. */
export function warningText(message: string): string {
  return printable(`Warning: ${message}`);
}
