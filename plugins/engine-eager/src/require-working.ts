import { HighOrderError, tf } from '@highorder/core';
import { selectBackend } from '@highorder/engine';

/**
 * Adds two numbers on a backend: some installations load and then fail at the first operation, such as the `tensorflow` backend in
 * Node 23. Throws where the sum is wrong.
 */
export function requireWorking(backend: string): void {
  selectBackend(backend);
  const sum = tf.tidy(() => tf.add(tf.scalar(1), tf.scalar(2)).dataSync()[0]);
  if (sum === 3) return;
  throw new HighOrderError({ message: `The ${backend} backend says that 1 + 2 is ${sum}.` });
}
