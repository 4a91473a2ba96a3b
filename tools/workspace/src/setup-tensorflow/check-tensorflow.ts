/**
 * Runs a gradient on TensorFlow, eagerly and compiled by XLA, and prints what it found as one line of JSON. A program of
 * its own: a process loads the library once.
 *
 * @module
 */
import { type Engine, type TensorRecord, required, tf } from '@highorder/core';
import eagerPlugins from '@highorder/engine-eager';
import xlaPlugins from '@highorder/engine-xla';
import { lineOf } from './setup-error.ts';

/** d/dx of the sum of tanh(x)^2 at a few places, which is 2 tanh(x) (1 - tanh(x)^2). */
function slope({ x }: TensorRecord): TensorRecord {
  const at = required(x, 'The place is missing.');
  return { slope: tf.grad((place) => tf.sum(tf.square(tf.tanh(place))))(at) };
}

async function requireGradient(engine: Engine): Promise<string> {
  const { version } = await engine.open();
  const places = [-1, 0, 0.5, 2];
  const x = engine.upload(Float32Array.from(places), [places.length]);
  const found = required((await engine.compile(slope)({ x }))['slope'], 'There is no slope.').read();
  places.forEach((place, index) => {
    const exact = 2 * Math.tanh(place) * (1 - Math.tanh(place) ** 2);
    if (Math.abs(Number(found[index]) - exact) > 1e-5)
      throw new Error(`The gradient at ${place} is ${found[index]}, not ${exact}.`);
  });
  return version;
}

async function attempt(engine: () => Engine): Promise<{ version: string } | { reason: string }> {
  try {
    return { version: await requireGradient(engine()) };
  } catch (error) {
    return { reason: lineOf(error) };
  }
}

const eager = required(eagerPlugins[0], 'The eager engine is missing.');
const xla = required(xlaPlugins[0], 'The engine xla is missing.');
const found = {
  eager: await attempt(() => eager.make({ backend: 'tensorflow' })),
  xla: await attempt(() => xla.make()),
};
console.log(JSON.stringify(found));
