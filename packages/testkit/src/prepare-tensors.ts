import { tf } from '@highorder/core';

/** Makes tensors ready for a test: the plain JavaScript backend, float32, without its start-up banner. */
export async function prepareTensors(): Promise<void> {
  tf.env().set('PROD', true);
  await tf.setBackend('cpu');
}
