import type { StepRecord } from '@highorder/core';
import { formatDuration } from './duration.ts';
import { paceOf, progressLine } from './pace.ts';
import { type Progress, warningText } from './progress.ts';

const SILENCE = 10_000;

/** A line for the first step, for each tenth of the run, and after ten seconds of silence. */
export function lineProgress(write: (text: string) => void, now: () => number = Date.now): Progress {
  const began = now();
  let first: StepRecord | undefined;
  let latest: StepRecord | undefined;
  let lastTold = -1;
  let lastTime = began;
  const say = (text: string) => {
    lastTime = now();
    write(text);
  };
  const timer = setInterval(() => {
    if (latest === undefined || now() - lastTime < SILENCE) return;
    say(
      `training for ${formatDuration((now() - began) / 1000)}, past step ${latest.step} of ${latest.steps}`,
    );
  }, SILENCE / 10).unref();
  return {
    callback: {
      onStep(record) {
        first ??= record;
        latest = record;
        const tenth = Math.floor((10 * record.step) / record.steps);
        if (tenth === lastTold && now() - lastTime < SILENCE) return;
        lastTold = tenth;
        say(progressLine(record, paceOf(first, record)));
      },
      onWarning: ({ message }) => say(warningText(message)),
    },
    end: () => clearInterval(timer),
  };
}
