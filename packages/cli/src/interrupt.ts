import { leave } from './leave.js';

/** The exit status of an interrupted command, by convention of shells. */
export const INTERRUPTED = 130;

/** Signals within this many milliseconds of the first are one wish to stop: `timeout` and terminals send theirs twice. */
const ONE_WISH = 1000;

/** Turns Ctrl-C into an orderly end. */
export interface Interruption {
  /** Aborted by the first signal. */
  readonly signal: AbortSignal;
  /** Gives signals their usual meaning back. */
  release(): void;
}

/** How signals are read. */
export interface SignalRules {
  /** Called once, by the first signal. */
  readonly onFirst: () => void;
  /** Called by a signal that comes after a second and means: at once. */
  readonly onSecond?: () => void;
  /** Signals that mean so. */
  readonly second?: readonly NodeJS.Signals[];
  /** Milliseconds, from any moment. */
  readonly now?: () => number;
}

const stopping = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const satisfies readonly NodeJS.Signals[];

/**
 * The first SIGINT, SIGTERM or SIGHUP aborts the signal and calls `onFirst`. One that comes more than a second later ends the
 * process at once, with status 130 and without saving.
 */
export function watchInterrupts(onFirst: () => void): Interruption {
  return watchSignals({ onFirst });
}

/**
 * The same for a process that runs jobs for another one: whoever stops the sweep may send it the signals of the terminal, and
 * the launcher's besides, so that only a second Ctrl-C means at once.
 */
export function watchJobSignals(): Interruption {
  return watchSignals({ onFirst: () => undefined, second: ['SIGINT'] });
}

/** Reads the signals of this process by rules. */
export function watchSignals({
  onFirst,
  onSecond = () => leave(INTERRUPTED),
  second = stopping,
  now = () => performance.now(),
}: SignalRules): Interruption {
  const controller = new AbortController();
  let first = 0;
  const onSignal = (name: NodeJS.Signals) => {
    if (!controller.signal.aborted) {
      first = now();
      controller.abort();
      onFirst();
    } else if (second.includes(name) && now() - first > ONE_WISH) onSecond();
  };
  for (const name of stopping) process.on(name, onSignal);
  return {
    signal: controller.signal,
    release() {
      for (const name of stopping) process.off(name, onSignal);
    },
  };
}
