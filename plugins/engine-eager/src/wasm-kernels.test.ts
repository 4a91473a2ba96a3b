import { tf } from '@highorder/core';
import { beforeAll, describe, expect, test } from 'vitest';
import { loadBackend } from './backends.ts';
import { replaceSlowKernels } from './wasm-kernels.ts';

beforeAll(async () => {
  await loadBackend('wasm', { threads: 1 });
});

describe('tanh on WebAssembly', () => {
  const places = Float64Array.from({ length: 4001 }, (_, index) => (index - 2000) / 100);
  const small = Float64Array.from(
    { length: 60 },
    (_, index) => (index % 2 === 0 ? 1 : -1) * 10 ** (-index / 10),
  );

  test('agrees with float64 to 1e-7, relative, everywhere', () => {
    for (const x of [...places, ...small]) {
      const at = Math.fround(x);
      const [found] = tf.tidy(() => tf.tanh(tf.scalar(at)).dataSync());
      const exact = Math.tanh(at);
      expect(Math.abs(Number(found) - exact)).toBeLessThanOrEqual(1e-7 * Math.abs(exact));
    }
  });

  test('keeps what is not finite', () => {
    const values = tf.tidy(() =>
      tf.tanh(tf.tensor1d([Infinity, -Infinity, Number.NaN, 100, -100])).dataSync(),
    );
    expect(Array.from(values)).toEqual([1, -1, Number.NaN, 1, -1]);
  });

  test('has its gradient', () => {
    const slope = tf.tidy(() =>
      tf
        .grad((x) => tf.tanh(x))(tf.tensor1d([0, 0.5]))
        .dataSync(),
    );
    expect(slope[0]).toBe(1);
    expect(slope[1]).toBeCloseTo(1 - Math.tanh(0.5) ** 2, 6);
  });
});

describe('products on WebAssembly', () => {
  const left = [1, 2, 3, 4, 5, 6];
  const right = [0.5, -1, 2, 0.25, 3, -2];

  // [2,3] and [3,2] matrices by their rows; either may be given turned.
  test.each([
    { transposeA: false, transposeB: false },
    { transposeA: true, transposeB: false },
    { transposeA: false, transposeB: true },
    { transposeA: true, transposeB: true },
  ])('are right with %o', ({ transposeA, transposeB }) => {
    const product = tf.tidy(() => {
      const a = tf.tensor2d(left, [2, 3]);
      const b = tf.tensor2d(right, [3, 2]);
      return tf
        .matMul(transposeA ? tf.transpose(a) : a, transposeB ? tf.transpose(b) : b, transposeA, transposeB)
        .dataSync();
    });
    // Row 1: 1 * 0.5 + 2 * 2 + 3 * 3, 1 * -1 + 2 * 0.25 + 3 * -2; row 2 likewise.
    expect(Array.from(product)).toEqual([13.5, -6.5, 30, -14.75]);
  });

  test('are right in batches', () => {
    const product = tf.tidy(() => {
      const a = tf.tensor3d([1, 2, 3, 4], [2, 2, 1]);
      return tf.matMul(a, a, true, false).dataSync();
    });
    expect(Array.from(product)).toEqual([1 + 4, 9 + 16]);
  });

  test('leave nothing behind', () => {
    const count = () => ({ tensors: tf.memory().numTensors, arrays: tf.backend().numDataIds() });
    const before = count();
    tf.tidy(() => {
      const a = tf.tensor2d(left, [2, 3]);
      tf.tanh(tf.matMul(a, a, true, false));
      tf.matMul(a, a, false, true);
    });
    expect(count()).toEqual(before);
  });
});

test('kernels are replaced once', () => {
  const before = tf.getKernel('Tanh', 'wasm')?.kernelFunc;
  replaceSlowKernels();
  expect(tf.getKernel('Tanh', 'wasm')?.kernelFunc).toBe(before);
});

test('the module leaves uncaught errors to others', () => {
  const listeners = [...process.listeners('uncaughtException'), ...process.listeners('unhandledRejection')];
  expect(listeners.filter((listener) => String(listener).includes('ExitStatus'))).toEqual([]);
  expect(listeners.filter((listener) => String(listener).includes('throw reason'))).toEqual([]);
});
