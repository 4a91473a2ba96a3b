import { type Tensor, tf } from '@highorder/core';
import { selectBackend, type XlaProbe, xlaProbe } from '@highorder/engine';
import { loadModel } from './load-model.ts';

/** Throws what TensorFlow says where XLA is not there to compile for the processor. */
export async function requireXla(
  exports: Readonly<Record<string, unknown>>,
  { bytes, input, output, given, expected }: XlaProbe = xlaProbe(),
): Promise<void> {
  const model = await loadModel(exports, bytes);
  selectBackend('tensorflow');
  const tensor = tf.tensor1d([...given]);
  const results = model.predict({ [input]: tensor });
  const found = results[output]?.dataSync();
  for (const used of [tensor, ...Object.values<Tensor>(results)]) used.dispose();
  requireExample(found, expected);
}

/** Throws where an example gives other numbers than it should, fewer, more or none. */
export function requireExample(found: ArrayLike<number> | undefined, expected: readonly number[]): void {
  const numbers = Array.from(found ?? []);
  if (numbers.length === expected.length && expected.every((value, index) => value === numbers[index]))
    return;
  throw new Error(`XLA's example gave ${numbers}, not ${expected}`);
}
