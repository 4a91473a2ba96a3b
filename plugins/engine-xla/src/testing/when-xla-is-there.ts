import { test } from 'vitest';
import xla from '../xla.ts';

/**
 * Runs `suite` where TensorFlow with XLA is there. Elsewhere a skipped test says why not; in CI, which sets TensorFlow
 * up, it fails.
 */
export async function whenXlaIsThere(suite: () => void): Promise<void> {
  const reason = await xla
    .make()
    .open()
    .then(
      () => undefined,
      (error: unknown) => String(error),
    );
  if (reason === undefined) suite();
  else if (process.env['CI'] === undefined) test.skip(`needs XLA. ${reason}`);
  else test('needs XLA', () => Promise.reject(new Error(reason)));
}
