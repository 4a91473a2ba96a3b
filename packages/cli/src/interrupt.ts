import { leave } from './leave.js';

/** The exit status of an interrupted command, by convention of shells. */
export const INTERRUPTED = 130;

/** Turns Ctrl-C into an orderly end. */
export interface Interruption {
  /** Aborted by the first signal. */
  readonly signal: AbortSignal;
  /** Gives signals their usual meaning back. */
  release(): void;
}

/** The first SIGINT or SIGTERM aborts the signal and calls `onFirst`; a second one ends the process at once. */
export function watchInterrupts(onFirst: () => void): Interruption {
  const controller = new AbortController();
  const onSignal = () => {
    if (controller.signal.aborted) leave(INTERRUPTED);
    controller.abort();
    onFirst();
  };
  const signals = ['SIGINT', 'SIGTERM'] as const;
  for (const name of signals) process.on(name, onSignal);
  return {
    signal: controller.signal,
    release() {
      for (const name of signals) process.off(name, onSignal);
    },
  };
}

/**
 * The same for a process that runs jobs for another one: whoever stops the sweep may send it the signals of the terminal, and
 * the launcher's besides, so that only a second Ctrl-C means at once.
 */
export function watchJobSignals(): Interruption {
  const controller = new AbortController();
  let interrupts = 0;
  const onInterrupt = () => {
    interrupts++;
    if (interrupts > 1) leave(INTERRUPTED);
    controller.abort();
  };
  const onTerminate = () => controller.abort();
  process.on('SIGINT', onInterrupt);
  process.on('SIGTERM', onTerminate);
  return {
    signal: controller.signal,
    release() {
      process.off('SIGINT', onInterrupt);
      process.off('SIGTERM', onTerminate);
    },
  };
}
