import type { StepRecord } from '@highorder/core';
import { formatDuration } from './duration.ts';

/** How fast training goes. */
export interface Pace {
  readonly stepsPerSecond: number;
  /** Until the last step; undefined before two steps are known, and after the last. */
  readonly secondsLeft: number | undefined;
}

/** The pace between the first record of this process and the latest one. */
export function paceOf(first: StepRecord, latest: StepRecord): Pace {
  const steps = latest.step - first.step;
  const seconds = latest.seconds - first.seconds;
  const known = steps > 0 && seconds > 0;
  const stepsPerSecond = known ? steps / seconds : latest.step / latest.seconds;
  return {
    stepsPerSecond,
    secondsLeft:
      known && latest.step < latest.steps ? (latest.steps - latest.step) / stepsPerSecond : undefined,
  };
}

/** A record in one line: `step 400 of 4000 (10 %), loss 1.234, 120 steps a second, 30 s left`. */
export function progressLine({ step, steps, loss }: StepRecord, pace: Pace): string {
  const percent = Math.floor((100 * step) / steps);
  return [
    `step ${step} of ${steps} (${percent} %)`,
    `loss ${formatLoss(loss)}`,
    `${formatRate(pace)} steps a second`,
    ...leftText(pace),
  ].join(', ');
}

/** What is said after the last step. */
export function doneLine({ steps, seconds }: StepRecord): string {
  return `Trained ${steps} steps in ${formatDuration(seconds)}; now measuring.`;
}

/** Four significant digits. */
export function formatLoss(loss: number): string {
  return loss.toPrecision(4);
}

/** Whole numbers where they are large, one decimal where they are small. */
export function formatRate({ stepsPerSecond }: Pick<Pace, 'stepsPerSecond'>): string {
  return stepsPerSecond >= 20 ? String(Math.round(stepsPerSecond)) : stepsPerSecond.toFixed(1);
}

function leftText({ secondsLeft }: Pace): readonly string[] {
  return secondsLeft === undefined ? [] : [`${formatDuration(secondsLeft)} left`];
}
