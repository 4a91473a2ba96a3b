import { HighOrderError, type Tensor, type TensorRecord, tf } from '@highorder/core';
import { ensure } from './contract-setup.ts';
import { pick } from './engine-arrays.ts';
import type { OpenEngine } from './engine-checks.ts';

/** A disposed array can neither be read nor used; disposing of it again does no harm. */
export async function checkDisposedRefused(open: OpenEngine): Promise<void> {
  const engine = await open();
  const twice = engine.compile((inputs) => ({ result: tf.mul(pick(inputs, 'value'), 2) }));
  const array = engine.upload(Float32Array.of(1), [1]);
  array.dispose();
  array.dispose();
  await refused('reading a disposed array', () => array.read());
  await refused('a disposed input', () => twice({ value: array }));
}

/** Values that do not fill a shape, and shapes that are none. */
export async function checkUnfilledShapesRefused(open: OpenEngine): Promise<void> {
  const engine = await open();
  const values = Float32Array.of(1, 2, 3);
  for (const shape of [[2], [2, 2], [], [-3, -1], [1.5, 2]]) {
    await refused(`3 values in the shape [${shape}]`, () => engine.upload(values, shape));
  }
}

/** Inputs whose shapes do not fit the operations. The engine works on afterwards. */
export async function checkUnfitInputsRefused(open: OpenEngine): Promise<void> {
  const engine = await open();
  const product = engine.compile((inputs) => ({
    result: tf.matMul(pick(inputs, 'left'), pick(inputs, 'right')),
  }));
  const wide = engine.upload(Float32Array.of(1, 2, 3), [1, 3]);
  const square = engine.upload(Float32Array.of(1, 2, 3, 4), [2, 2]);
  await refused('a product of [1,3] and [2,2]', () => product({ left: wide, right: square }));
  const outputs = await product({ left: square, right: square });
  for (const array of [wide, square, ...Object.values(outputs)]) array.dispose();
}

/** An array of another engine. */
export async function checkForeignArraysRefused(open: OpenEngine): Promise<void> {
  const engine = await open();
  const double = engine.compile((inputs) => ({ result: tf.mul(pick(inputs, 'value'), 2) }));
  const foreign = (await open()).upload(Float32Array.of(1), [1]);
  await refused('an array of another engine', () => double({ value: foreign }));
  foreign.dispose();
}

/** Outputs that are not float32 tensors. */
export async function checkOutputsRefused(open: OpenEngine): Promise<void> {
  const engine = await open();
  const array = engine.upload(Float32Array.of(1), [1]);
  const outputs: Readonly<Record<string, (value: Tensor) => unknown>> = {
    'a number': () => ({ result: 1 }),
    'a tensor without a name': (value) => value,
    'a promise': (value) => Promise.resolve({ result: value }),
    'no output': () => ({}),
    'a tensor of truth values': (value) => ({ result: tf.greater(value, 0) }),
  };
  for (const [what, output] of Object.entries(outputs)) {
    // A wrong function, such as one that is not type-checked.
    const wrong = (inputs: TensorRecord) => output(pick(inputs, 'value')) as TensorRecord;
    await refused(what, () => engine.compile(wrong)({ value: array }));
  }
  array.dispose();
}

/** An error of the function itself comes through as it is where it is one of ours. */
export async function checkOwnErrorsPass(open: OpenEngine): Promise<void> {
  const engine = await open();
  const complaint = new HighOrderError({ message: 'The flow has no head of order 2.' });
  const complain = engine.compile(() => {
    throw complaint;
  });
  const array = engine.upload(Float32Array.of(1), [1]);
  const thrown = await thrownBy(() => complain({ value: array }));
  array.dispose();
  ensure(thrown === complaint, `An error of the function came out as: ${String(thrown)}`);
}

async function refused(what: string, act: () => unknown): Promise<void> {
  const thrown = await thrownBy(act);
  ensure(thrown !== undefined, `${what} should be refused.`);
  ensure(
    thrown instanceof HighOrderError,
    `${what} should be refused with a HighOrderError, not: ${String(thrown)}`,
  );
}

async function thrownBy(act: () => unknown): Promise<unknown> {
  try {
    await act();
  } catch (error) {
    return error;
  }
  return undefined;
}
