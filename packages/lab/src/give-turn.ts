import { setImmediate } from 'node:timers/promises';

/**
 * Lets signals and timers have their turn, which a run of synchronous work would starve. Throws the signal's reason
 * where it was aborted.
 */
export async function giveTurn(signal?: AbortSignal): Promise<void> {
  await setImmediate();
  signal?.throwIfAborted();
}
