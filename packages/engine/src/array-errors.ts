import { HighOrderError } from '@highorder/core';

/** An engine was used before it was opened. */
export function notOpen(): HighOrderError {
  return new HighOrderError({
    message: 'The engine is not open.',
    fix: 'Await open() before anything else.',
  });
}

/** An input that another engine made. */
export function foreignArray(name: string): HighOrderError {
  return new HighOrderError({
    message: `Input "${name}" is not an array of this engine.`,
    expected: 'an array that upload or a compiled function of this engine gave',
    fix: 'Read it, and upload the values here.',
  });
}

/** `what` was freed: such as `input "x"`. */
export function disposedArray(what: string): HighOrderError {
  return new HighOrderError({
    message: `${what.charAt(0).toUpperCase()}${what.slice(1)} was disposed of and cannot be used any more.`,
    fix: 'Dispose of an array after its last use.',
  });
}
