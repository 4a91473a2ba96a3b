import type { Callback } from '@highorder/core';

/** Shows how training goes. */
export interface Progress {
  readonly callback: Callback;
  /** Writes a line that stays, clear of any live one. */
  say(text: string): void;
  /** Takes the live line away: training is over, one way or another. */
  end(): void;
}
