import { dirname } from 'node:path';
import type { Callback } from '@highorder/core';
import { appendText } from '@highorder/files';

/** What happens to a job, a line each. */
export interface JobLog {
  say(text: string): void;
  /** Watches the run. */
  readonly callback: Callback;
}

/** Adds to the log of a job. */
export function openLog(file: string): JobLog {
  const say = (text: string) => {
    try {
      appendText(file, `${new Date().toISOString()}  ${text}\n`, { inside: dirname(file) });
    } catch {
      // A log that cannot be written ends no job; what the job itself cannot write is told.
    }
  };
  return {
    say,
    callback: {
      onWarning: ({ step, message }) => say(`Warning at step ${step}: ${message}`),
      onCheckpoint: ({ step }) => say(`Saved at step ${step}.`),
      onEvaluation: (rows) => say(`Measured ${rows.length} values.`),
    },
  };
}
