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
  if (expected.every((value, index) => value === found?.[index])) return;
  throw new Error(`XLA's example gave ${found}, not ${expected}`);
}
