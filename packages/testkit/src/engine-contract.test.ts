import { type Engine, type EngineArray, HighOrderError, type Tensor, tf } from '@highorder/core';
import { describe, expect, test } from 'vitest';
import {
  checkCopies,
  checkDescription,
  checkLeaks,
  checkOutputsFeedInputs,
  checkOwnOutputs,
  checkRepeatability,
  checkResultsFollowInputs,
  checkTurns,
  checkValues,
} from './engine-checks.ts';
import { engineContract } from './engine-contract.ts';
import {
  checkDisposedRefused,
  checkForeignArraysRefused,
  checkOutputsRefused,
  checkOwnErrorsPass,
  checkUnfilledShapesRefused,
  checkUnfitInputsRefused,
} from './engine-refusals.ts';
import { prepareTensors } from './prepare-tensors.ts';

/** What a wrong engine does otherwise. */
interface Faults {
  /** Shared by all engines: the outputs of the first call answer every call. */
  readonly stale?: boolean;
  readonly leaking?: boolean;
  readonly sharing?: boolean;
  readonly careless?: boolean;
  readonly noisy?: boolean;
}

/** A small right engine on the plain backend, with room for faults. */
function engineWith({ stale, leaking, sharing, careless, noisy }: Faults = {}): Engine {
  const tensors = new WeakMap<EngineArray, Tensor>();
  const refuse = (message: string): never => {
    throw new HighOrderError({ message });
  };
  const hold = (tensor: Tensor): EngineArray => {
    const array: EngineArray = {
      shape: tensor.shape,
      read: () => {
        if (tensor.isDisposed) refuse('disposed');
        return Float32Array.from(tensor.dataSync());
      },
      dispose: () => tensor.dispose(),
    };
    tensors.set(array, tensor);
    return array;
  };
  const tensorOf = (array: EngineArray): Tensor => {
    const tensor = tensors.get(array) ?? refuse('foreign');
    return tensor.isDisposed ? refuse('disposed') : tensor;
  };
  return {
    open: async () => {
      await prepareTensors();
      return { engine: 'example', backend: 'cpu', version: '1' };
    },
    upload(values, shape) {
      const size = shape.reduce((product, length) => product * length, 1);
      const whole = shape.every((length) => Number.isInteger(length) && length >= 0);
      if (!whole || size !== values.length) refuse('unfilled');
      return hold(tf.tensor(sharing ? values : values.slice(), [...shape]));
    },
    compile(compute) {
      let first: Record<string, EngineArray> | undefined;
      return async (inputs) => {
        if (stale && first) return first;
        const given = Object.fromEntries(
          Object.entries(inputs).map(([name, array]) => [name, tensorOf(array)]),
        );
        if (leaking) tf.keep(tf.scalar(1));
        const outputs = tf.tidy(() => {
          try {
            const results: unknown = compute(given);
            if (careless) return compute(given);
            if (typeof results !== 'object' || results === null || results instanceof tf.Tensor) {
              return refuse('no map');
            }
            const entries = Object.entries(results);
            const good = entries.every(([, each]) => each instanceof tf.Tensor && each.dtype === 'float32');
            if (entries.length === 0 || !good) refuse('no tensors');
            return Object.fromEntries(
              entries.map(([name, each]) => [
                name,
                noisy ? tf.add(each, Math.random() * 1e-3) : tf.clone(each),
              ]),
            );
          } catch (error) {
            throw error instanceof HighOrderError ? error : new HighOrderError({ message: String(error) });
          }
        });
        first = Object.fromEntries(Object.entries(outputs).map(([name, each]) => [name, hold(each)]));
        return first;
      };
    },
  };
}

async function openWith(faults: Faults): Promise<Engine> {
  const engine = engineWith(faults);
  await engine.open();
  return engine;
}

engineContract({ name: 'an engine without faults', make: () => engineWith() });

describe('the contract of engines finds', () => {
  test('an engine that leaks', async () => {
    await expect(checkLeaks(() => openWith({ leaking: true }))).rejects.toThrow(
      '50 more tensors are held after 50 calls.',
    );
  });

  test('an engine that gives stale values', async () => {
    await expect(checkResultsFollowInputs(() => openWith({ stale: true }))).rejects.toThrow();
  });

  test('an engine that shares memory with its user', async () => {
    await expect(checkCopies(() => openWith({ sharing: true }))).rejects.toThrow(
      'the array after its source changed',
    );
  });

  test('an engine whose outputs are its inputs', async () => {
    await expect(checkOwnOutputs(() => openWith({ careless: true }))).rejects.toThrow();
  });

  test('an engine that does not look at outputs', async () => {
    await expect(checkOutputsRefused(() => openWith({ careless: true }))).rejects.toThrow();
  });

  test('an engine that draws random numbers', async () => {
    await expect(checkRepeatability(() => openWith({ noisy: true }))).rejects.toThrow('other bits');
    await expect(checkTurns(() => openWith({ noisy: true }))).rejects.toThrow('other bits');
    await expect(checkValues(() => openWith({ noisy: true }))).rejects.toThrow('output "');
  });

  /** Takes whatever it is given. */
  const trusting: Engine = {
    open: async () => ({ engine: 'trusting', backend: 'none', version: '1' }),
    upload: (_, shape) => ({ shape, read: () => Float32Array.of(1), dispose: () => undefined }),
    compile: () => async (inputs) => inputs,
  };

  test('an engine whose outputs cannot be the inputs of the next step', async () => {
    await expect(checkOutputsFeedInputs(() => openWith({ stale: true }))).rejects.toThrow('disposed');
  });

  test('an engine that does not look at shapes', async () => {
    await expect(checkUnfilledShapesRefused(async () => trusting)).rejects.toThrow(
      '3 values in the shape [2] should be refused.',
    );
    await expect(checkUnfitInputsRefused(async () => trusting)).rejects.toThrow(
      'a product of [1,3] and [2,2] should be refused.',
    );
  });

  test('an engine that hides the errors of the function', async () => {
    const hiding: Engine = {
      ...trusting,
      compile: () => () => Promise.reject(new HighOrderError({ message: 'It failed.' })),
    };
    await expect(checkOwnErrorsPass(async () => hiding)).rejects.toThrow(
      'An error of the function came out as: HighOrderError: It failed.',
    );
  });

  test('an engine that does not say what it is', async () => {
    const nameless: Engine = {
      ...trusting,
      open: async () => ({ engine: 'nameless', backend: ' ', version: '1' }),
    };
    await expect(checkDescription(() => nameless)).rejects.toThrow('A part of the description is empty.');
  });

  test('an engine that uses what is disposed of or foreign', async () => {
    await expect(checkDisposedRefused(async () => trusting)).rejects.toThrow(
      'reading a disposed array should be refused.',
    );
    await expect(checkForeignArraysRefused(async () => trusting)).rejects.toThrow(
      'an array of another engine should be refused.',
    );
  });
});
