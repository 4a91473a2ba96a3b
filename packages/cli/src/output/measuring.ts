import type { MeasuringRecord } from '@highorder/core';

/** Milliseconds between two lines. */
const PAUSE = 5000;

/** Says what an evaluation is about to do: its first part, then at most a line every five seconds. */
export function measuringLines(
  say: (text: string) => void,
  now: () => number = Date.now,
): (record: MeasuringRecord) => void {
  let told: number | undefined;
  return ({ doing, done, total }) => {
    if (told !== undefined && done > 0 && now() - told < PAUSE) return;
    told = now();
    say(`measuring ${doing} (${done} of ${total} parts done)`);
  };
}
