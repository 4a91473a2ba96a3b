import { tf } from '@highorder/core';
import { engineContract } from '@highorder/testkit';
import { afterEach, expect, test, vi } from 'vitest';
import { loadOnnxRuntime } from './load-onnxruntime.ts';
import onnx from './onnx.ts';

engineContract(onnx);
engineContract(onnx, { options: { threads: 2 } });

afterEach(() => vi.restoreAllMocks());

test('says what it runs on', async () => {
  const description = await onnx.make({ threads: 2 }).open();
  expect(description).toMatchObject({ engine: 'onnx', backend: 'onnxruntime', threads: 2 });
  expect(description.version).toMatch(/^\d+\.\d+\.\d+$/);
});

test('gives the same bits with another number of threads', async () => {
  const [one, two] = await Promise.all([1, 2].map((threads) => productOn(threads)));
  expect(one).toEqual(two);
});

/** A product large enough for several threads: 2 * 500^3 FLOPs. */
async function productOn(threads: number): Promise<Float32Array | undefined> {
  const engine = onnx.make({ threads });
  await engine.open();
  const values = Float32Array.from({ length: 500 * 500 }, (_, index) => Math.sin(index));
  const square = engine.upload(values, [500, 500]);
  const compute = engine.compile(({ square: given = tf.zeros([1, 1]) }) => ({
    product: tf.matMul(given, tf.tanh(given)),
  }));
  const { product } = await compute({ square });
  return product?.read();
}

test.each([
  { size: 100, taken: 1 },
  { size: 500, taken: 3 },
])('a product of $size x $size takes $taken of three threads', async ({ size, taken }) => {
  const { InferenceSession } = await loadOnnxRuntime();
  const opened = vi.spyOn(InferenceSession, 'create');
  const engine = onnx.make({ threads: 3 });
  await engine.open();
  const square = engine.upload(new Float32Array(size * size), [size, size]);
  await engine.compile(({ square: given = tf.zeros([1, 1]) }) => ({ product: tf.matMul(given, given) }))({
    square,
  });
  expect(opened.mock.calls.map(([, options]) => options)).toMatchObject([{ intraOpNumThreads: taken }]);
});

test('is quiet', async () => {
  const written = [vi.spyOn(process.stdout, 'write'), vi.spyOn(process.stderr, 'write')];
  const engine = onnx.make();
  await engine.open();
  const value = engine.upload(Float32Array.of(1, 2), [2]);
  await engine.compile(({ value: given = tf.zeros([2]) }) => ({ sum: tf.sum(given) }))({ value });
  for (const spy of written) expect(spy).not.toHaveBeenCalled();
});

test('says what to do where ONNX Runtime is not installed, or does not load', async () => {
  const missing = Object.assign(new Error('Cannot find package'), { code: 'ERR_MODULE_NOT_FOUND' });
  await expect(loadOnnxRuntime(() => Promise.reject(missing))).rejects.toMatchObject({
    name: 'InputError',
    message:
      'engine onnx: The package onnxruntime-node is not installed.\n' +
      '  Way out: Install it with `npm install onnxruntime-node --ignore-scripts`, or choose engine: { use: eager }.',
  });
  const broken = new Error('libonnxruntime.so.1: cannot open shared object file.\nRequire stack: ...');
  await expect(loadOnnxRuntime(() => Promise.reject(broken))).rejects.toThrow(
    'engine onnx: ONNX Runtime does not load: libonnxruntime.so.1: cannot open shared object file.\n  Expected: Linux,',
  );
});
