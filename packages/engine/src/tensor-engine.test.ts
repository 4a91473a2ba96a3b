import {
  type Engine,
  type EngineArray,
  HighOrderError,
  required,
  type Tensor,
  type TensorRecord,
  tf,
} from '@highorder/core';
import { beforeAll, describe, expect, test } from 'vitest';
import { tensorEngine } from './tensor-engine.ts';

// The contract suite of engines tests the rest, on every backend.

const describeCpu = { engine: 'example', backend: 'cpu', version: '1' };

const pick = (inputs: TensorRecord, name: string): Tensor => required(inputs[name], `no ${name}`);

async function openEngine(backend = 'cpu'): Promise<Engine> {
  const engine = tensorEngine({ load: async () => ({ ...describeCpu, backend }) });
  await engine.open();
  return engine;
}

beforeAll(() => {
  tf.env().set('PROD', true);
  // A second backend, told from the first by its name.
  tf.registerBackend('cpu-too', () => required(tf.findBackendFactory('cpu'), 'cpu is registered')());
  tf.copyRegisteredKernels('cpu', 'cpu-too');
});

describe('an engine', () => {
  test('loads once, and refuses work before', async () => {
    let loads = 0;
    const engine = tensorEngine({
      load: async () => {
        loads += 1;
        return describeCpu;
      },
    });
    expect(() => engine.upload(Float32Array.of(1), [1])).toThrow(
      'The engine is not open.\n  Way out: Await open() before anything else.',
    );
    await expect(engine.compile((inputs) => inputs)({})).rejects.toThrow('The engine is not open.');
    expect(await engine.open()).toEqual(describeCpu);
    expect(await engine.open()).toEqual(describeCpu);
    expect(loads).toBe(1);
  });

  test('works on its own backend, whatever was selected before', async () => {
    const [one, two] = [await openEngine('cpu'), await openEngine('cpu-too')];
    const seen: string[] = [];
    const work = (engine: Engine) =>
      engine.compile((inputs) => {
        seen.push(tf.getBackend());
        return { result: tf.mul(pick(inputs, 'value'), 2) };
      });
    const [workOne, workTwo] = [work(one), work(two)];
    const [valueOne, valueTwo] = [one.upload(Float32Array.of(1), [1]), two.upload(Float32Array.of(2), [1])];
    const results = await Promise.all([
      workOne({ value: valueOne }),
      workTwo({ value: valueTwo }),
      workOne({ value: valueOne }),
    ]);
    expect(seen).toEqual(['cpu', 'cpu-too', 'cpu']);
    expect(results.map(({ result }) => result?.read()[0])).toEqual([2, 4, 2]);
  });

  test('names the operation and the shapes where they do not fit', async () => {
    const engine = await openEngine();
    const product = engine.compile((inputs) => ({ y: tf.matMul(pick(inputs, 'a'), pick(inputs, 'b')) }));
    const a = engine.upload(Float32Array.of(1, 2, 3), [1, 3]);
    const b = engine.upload(Float32Array.of(1, 2), [1, 2]);
    const failed = product({ a, b });
    await expect(failed).rejects.toThrow(HighOrderError);
    await expect(failed).rejects.toThrow('A tensor operation failed: Error in matMul');
    await expect(failed).rejects.toThrow('Expected: operations that fit the inputs a [1,3], b [1,2]');
  });

  test('frees what a failed function made', async () => {
    const engine = await openEngine();
    const value = engine.upload(Float32Array.of(1), [1]);
    const fail = engine.compile((inputs) => {
      tf.add(pick(inputs, 'value'), 1);
      throw new Error('on purpose');
    });
    const before = tf.memory().numTensors;
    await expect(fail({ value })).rejects.toThrow('on purpose');
    expect(tf.memory().numTensors).toBe(before);
  });

  test.each([
    ['a promise', () => Promise.resolve({}), 'The function gave something else than a map of tensors.'],
    ['a bare tensor', () => tf.scalar(1), 'The function gave something else than a map of tensors.'],
    ['nothing', () => ({}), 'The function gave no output.'],
    ['a number', () => ({ y: 1 }), 'Output "y" of the function is not a tensor.'],
    [
      'whole numbers',
      () => ({ y: tf.scalar(1, 'int32') }),
      `Output "y" of the function is a tensor of type int32.
  Expected: a float32 tensor
  Way out: Convert it with tf.cast(output, 'float32').`,
    ],
  ])('refuses %s as outputs', async (_, compute: () => unknown, message) => {
    const engine = await openEngine();
    // A function that was not type-checked.
    const wrong = compute as () => TensorRecord;
    await expect(engine.compile(wrong)({})).rejects.toThrow(message);
  });

  test('refuses what is disposed of, foreign or unfilled, in words', async () => {
    const engine = await openEngine();
    const same = engine.compile((inputs) => inputs);
    const gone = engine.upload(Float32Array.of(1, 2), [2]);
    gone.dispose();
    expect(() => gone.read()).toThrow('An array of shape [2] was disposed of and cannot be used any more.');
    await expect(same({ gone })).rejects.toThrow('Input "gone" was disposed of');
    const foreign = (await openEngine()).upload(Float32Array.of(1), [1]);
    await expect(same({ foreign })).rejects.toThrow('Input "foreign" is not an array of this engine.');
    expect(() => engine.upload(Float32Array.of(1, 2, 3), [2, 2])).toThrow(
      '3 values do not fill the shape [2,2].\n  Expected: 4 values, row by row',
    );
    expect(() => engine.upload(Float32Array.of(1), [0.5, 2])).toThrow('[0.5,2] is not a shape.');
  });

  test('gives arrays that outlive a surrounding tidy', async () => {
    const engine = await openEngine();
    const arrays: EngineArray[] = [];
    tf.tidy(() => void arrays.push(engine.upload(Float32Array.of(3), [1])));
    expect(arrays[0]?.read()).toEqual(Float32Array.of(3));
  });
});
