import { type Engine, type EngineDescription, InputError, required, type Tensor, tf } from '@highorder/core';
import { tensorEngine } from '@highorder/engine';
import { engineContract } from '@highorder/testkit';
import { describe, expect, test } from 'vitest';
import auto from './auto.ts';
import { firstThatWorks } from './first-that-works.ts';
import onnx from './onnx.ts';

/** Operation by operation on the plain backend. */
const plain = () =>
  tensorEngine({
    async load() {
      tf.env().set('PROD', true);
      await tf.setBackend('cpu');
      return { engine: 'plain', backend: 'cpu', version: '1', notes: ['It is slow.'] };
    },
  });

const broken = (): Engine => ({
  ...plain(),
  open: () =>
    Promise.reject(new InputError({ where: 'engine broken', message: 'It does not load.', fix: 'x' })),
});

engineContract({ name: 'auto', make: () => firstThatWorks([onnx.make(), plain()]) });
engineContract({ name: 'auto without onnx', make: () => firstThatWorks([broken(), plain()]) });

/** A function that reads a value, which no recorded function can. */
const reading = ({ value }: Readonly<Record<string, Tensor>>) => {
  const tensor = required(value, 'value');
  return { value: tf.mul(tensor, Number(tensor.dataSync()[0]) > 2 ? 2 : 3) };
};
const doubling = ({ value }: Readonly<Record<string, Tensor>>) => ({
  value: tf.mul(required(value, 'value'), 2),
});

const numbers = Float32Array.of(4, 5);

describe('auto', () => {
  test('tries onnx, then eager', () => {
    expect(auto.options.parse({}).of).toMatchObject([{ use: 'onnx' }, { use: 'eager' }]);
  });

  test('opens the first engine that loads, and says why others were passed over', async () => {
    expect(await firstThatWorks([onnx.make(), plain()]).open()).toMatchObject({ engine: 'onnx', notes: [] });
    expect(await firstThatWorks([broken(), plain()]).open()).toMatchObject({
      engine: 'plain',
      notes: ['engine broken: It does not load.', 'It is slow.'],
    });
  });

  test('says what is missing where nothing loads', async () => {
    await expect(firstThatWorks([broken(), broken()]).open()).rejects.toThrow(
      'engine auto: No engine is left. engine broken: It does not load. engine broken: It does not load.\n' +
        '  Way out: Install what one of them needs',
    );
  });

  test('goes on with the next engine where a function cannot be recorded, and says so once', async () => {
    const changes: EngineDescription[] = [];
    const engine = firstThatWorks([onnx.make(), plain()]);
    await engine.open((description) => changes.push(description));
    const [read, double] = [engine.compile(reading), engine.compile(doubling)];
    const value = engine.upload(numbers, [2]);
    const first = await double({ value });
    expect(changes).toEqual([]);

    const second = await read(first);
    expect(changes).toHaveLength(1);
    expect(changes[0]?.engine).toBe('plain');
    expect(changes[0]?.notes?.[0]).toMatch(
      /^The engine onnx cannot run a function, so that another one took over\. .*read/,
    );

    // Arrays of before are as good as new ones, and so are functions.
    expect(second['value']?.read()).toEqual(Float32Array.of(16, 20));
    expect(first['value']?.read()).toEqual(Float32Array.of(8, 10));
    expect((await read(first))['value']?.read()).toEqual(Float32Array.of(16, 20));
    expect((await double({ value }))['value']?.read()).toEqual(Float32Array.of(8, 10));
    expect(changes).toHaveLength(1);
  });

  test('changes once where several calls fail at the same time', async () => {
    const changes: EngineDescription[] = [];
    const engine = firstThatWorks([onnx.make(), plain()]);
    await engine.open((description) => changes.push(description));
    const read = engine.compile(reading);
    const value = engine.upload(numbers, [2]);
    const results = await Promise.all([read({ value }), read({ value }), read({ value })]);
    for (const result of results) expect(result['value']?.read()).toEqual(Float32Array.of(8, 10));
    expect(changes).toHaveLength(1);
  });

  test('stays with its engine where a function is wrong everywhere', async () => {
    const changes: EngineDescription[] = [];
    const engine = firstThatWorks([onnx.make(), plain()]);
    await engine.open((description) => changes.push(description));
    const value = engine.upload(numbers, [2]);
    const wrong = engine.compile(({ value: given }) => ({
      sum: tf.add(required(given, 'value'), tf.zeros([3])),
    }));
    for (let attempt = 0; attempt < 2; attempt++)
      await expect(wrong({ value })).rejects.toThrow('do not fit together');
    expect(changes).toEqual([]);
  });
});
