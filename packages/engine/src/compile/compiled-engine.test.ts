import { type Engine, required, type Tensor, type TensorRecord, tf } from '@highorder/core';
import { beforeAll, expect, test } from 'vitest';
import { compiledEngine } from './compiled-engine.ts';
import { type ReplayExecutor, replayExecutor } from '../testing/replay-executor.ts';

beforeAll(async () => {
  tf.env().set('PROD', true);
  await tf.setBackend('cpu');
});

const pick = (inputs: TensorRecord, name: string): Tensor => required(inputs[name], `no ${name}`);

async function openEngine(): Promise<{ engine: Engine; executor: ReplayExecutor }> {
  const executor = replayExecutor();
  const description = { engine: 'example', backend: 'replay', version: '1' };
  const engine = compiledEngine({ load: async () => ({ executor, description }) });
  expect(await engine.open()).toBe(description);
  return { engine, executor };
}

test('refuses work before it is opened', async () => {
  const engine = compiledEngine({ load: () => Promise.reject(new Error('not here')) });
  expect(() => engine.upload(Float32Array.of(1), [1])).toThrow('The engine is not open.');
  await expect(engine.compile((inputs) => inputs)({})).rejects.toThrow('The engine is not open.');
  await expect(engine.open()).rejects.toThrow('not here');
});

test('records once for each set of shapes', async () => {
  const { engine, executor } = await openEngine();
  let calls = 0;
  const double = engine.compile((inputs) => {
    calls += 1;
    return { y: tf.mul(pick(inputs, 'x'), 2) };
  });
  const [one, two] = [engine.upload(Float32Array.of(1), [1]), engine.upload(Float32Array.of(1, 2), [2])];
  await Promise.all([double({ x: one }), double({ x: one })]);
  await double({ x: two });
  const { y } = await double({ x: one });
  expect([calls, executor.graphs]).toEqual([2, 2]);
  expect(y?.read()).toEqual(Float32Array.of(2));
});

test('outputs that are inputs, or the same value, live by themselves and cost nothing', async () => {
  const { engine, executor } = await openEngine();
  const pass = engine.compile((inputs) => {
    const sum = tf.add(pick(inputs, 'x'), pick(inputs, 'x'));
    return { same: pick(inputs, 'x'), sum, again: sum };
  });
  const x = engine.upload(Float32Array.of(3), [1]);
  const outputs = await pass({ x });
  expect(executor.held).toBe(2);
  x.dispose();
  outputs['sum']?.dispose();
  outputs['sum']?.dispose();
  expect(outputs['same']?.read()).toEqual(Float32Array.of(3));
  expect(outputs['again']?.read()).toEqual(Float32Array.of(6));
  outputs['same']?.dispose();
  outputs['again']?.dispose();
  expect(executor.held).toBe(0);
});

test('a function that only passes inputs through runs nothing', async () => {
  const { engine, executor } = await openEngine();
  const x = engine.upload(Float32Array.of(3), [1]);
  const { y } = await engine.compile((inputs) => ({ y: pick(inputs, 'x') }))({ x });
  expect([executor.graphs, y?.read()]).toEqual([0, Float32Array.of(3)]);
});

test('an input may be disposed of while a call is under way', async () => {
  const { engine, executor } = await openEngine();
  const x = engine.upload(Float32Array.of(3), [1]);
  const running = engine.compile((inputs) => ({ y: tf.neg(pick(inputs, 'x')) }))({ x });
  x.dispose();
  const { y } = await running;
  expect([y?.read(), executor.held]).toEqual([Float32Array.of(-3), 1]);
});

test('arrays that are gone, and of another engine, are refused', async () => {
  const { engine } = await openEngine();
  const other = (await openEngine()).engine;
  const negate = engine.compile((inputs) => ({ y: tf.neg(pick(inputs, 'x')) }));
  const [gone, foreign] = [engine.upload(Float32Array.of(3), [1]), other.upload(Float32Array.of(3), [1])];
  gone.dispose();
  expect(() => gone.read()).toThrow('An array of shape [1] was disposed of and cannot be used any more.');
  await expect(negate({ x: gone })).rejects.toThrow('Input "x" was disposed of');
  await expect(negate({ x: foreign })).rejects.toThrow('Input "x" is not an array of this engine.');
});

test('a function that failed may succeed at the next call', async () => {
  const { engine } = await openEngine();
  let works = false;
  const moody = engine.compile((inputs) => {
    if (!works) throw new Error('not today');
    return { y: tf.neg(pick(inputs, 'x')) };
  });
  const x = engine.upload(Float32Array.of(3), [1]);
  await expect(moody({ x })).rejects.toThrow(
    'A tensor operation failed: not today\n  Expected: operations that fit the inputs x [1]',
  );
  works = true;
  expect((await moody({ x }))['y']?.read()).toEqual(Float32Array.of(-3));
});
