import type { StepRecord } from '@highorder/core';
import { formatDuration } from './duration.ts';
import { measuringLines } from './measuring.ts';
import { doneLine, paceOf, progressLine } from './pace.ts';
import type { Progress } from './progress.ts';
import { warningText } from './warning-text.ts';

const SILENCE = 10_000;

/** A line for the first step, for each tenth of the run, and after ten seconds of silence. */
export function lineProgress(write: (text: string) => void, now: () => number = Date.now): Progress {
  const began = now();
  let first: StepRecord | undefined;
  let latest: StepRecord | undefined;
  let tenthTold = -1;
  let timeTold = began;
  const say = (text: string) => {
    timeTold = now();
    write(text);
  };
  const silent = () => now() - timeTold >= SILENCE;
  const timer = setInterval(() => {
    if (latest === undefined || latest.step === latest.steps || !silent()) return;
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
        if (tenth > tenthTold || silent()) say(progressLine(record, paceOf(first, record)));
        tenthTold = Math.max(tenth, tenthTold);
        if (record.step === record.steps) say(doneLine(record));
      },
      onWarning: ({ message }) => say(warningText(message)),
      onMeasuring: measuringLines(say, now),
    },
    say,
    end: () => clearInterval(timer),
  };
}
