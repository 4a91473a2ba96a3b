import type { Callback } from './callback.ts';
import { HighOrderError, InputError } from './error.ts';

/** Where a callback stands, and the name of its plugin, for messages. */
export interface CallbackPlace {
  readonly where: string;
  readonly name: string;
}

/**
 * The callback, whose errors are `HighOrderError` that say where it stands, its name and what it was told. A promise that one of its
 * functions returns is such an error, since nothing waits for it. Throws `InputError` where `every` is no whole number of at least 1.
 */
export function guardedCallback(callback: Callback, place: CallbackPlace): Callback {
  requireEvery(callback, place);
  const guarded: Callback = {
    every: callback.every,
    onStart: (told) => guard('onStart', () => callback.onStart?.(told)),
    onStep: (told) => guard('onStep', () => callback.onStep?.(told)),
    onCheckpoint: (told) => guard('onCheckpoint', () => callback.onCheckpoint?.(told)),
    onWarning: (told) => guard('onWarning', () => callback.onWarning?.(told)),
    onMeasuring: (told) => guard('onMeasuring', () => callback.onMeasuring?.(told)),
    onEvaluation: (told) => guard('onEvaluation', () => callback.onEvaluation?.(told)),
  };
  function guard(what: keyof Callback, call: () => unknown): void {
    let result: unknown;
    try {
      result = call();
    } catch (error) {
      throw failure(place, what, error instanceof Error ? error.message : String(error), error);
    }
    if (!(result instanceof Promise)) return;
    result.catch(() => undefined);
    throw failure(place, what, 'it returned a promise, and a run does not wait.');
  }
  return guarded;
}

function requireEvery({ every }: Callback, { where, name }: CallbackPlace): void {
  if (every === undefined || (Number.isSafeInteger(every) && every >= 1)) return;
  throw new InputError({
    where,
    message: `The callback "${name}" wants to be called every ${every} updates.`,
    expected: 'a whole number of at least 1',
  });
}

function failure(
  { where, name }: CallbackPlace,
  what: string,
  reason: string,
  cause?: unknown,
): HighOrderError {
  return new HighOrderError({
    where,
    message: `The callback "${name}" failed in ${what}: ${reason}`,
    fix: 'Mend it, or drop it from `callbacks`.',
    cause,
  });
}
