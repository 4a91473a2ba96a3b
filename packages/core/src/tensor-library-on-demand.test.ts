import * as whole from '@tensorflow/tfjs';
import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { tf as onDemand } from './tensor-library-on-demand.ts';
import { tf } from './tensor.ts';

test('the library on demand is the one copy of TensorFlow.js', () => {
  expect(tf.Tensor).toBe(whole.Tensor);
  expect(tf.tensor1d([1, 2]).add(1).dataSync()).toEqual(Float32Array.of(2, 3));
  expect('matMul' in onDemand).toBe(true);
  expect('noSuchOperation' in onDemand).toBe(false);
  expect(Object.keys(onDemand)).toEqual(expect.arrayContaining(['add', 'tidy', 'registerKernel']));
});

test('core loads it when it is used, and not before', () => {
  const program = `
    const loaded = () => Object.keys(require.cache).some((file) => /tfjs.dist/.test(file));
    import('@highorder/core').then(({ tf, points }) => {
      points(1, Float64Array.of(1));
      const before = loaded();
      tf.scalar(1);
      console.log(JSON.stringify([before, loaded()]));
    });
  `;
  const flags = ['--conditions=@highorder/source', '--import', 'tsx', '--input-type=commonjs'];
  const out = execFileSync(process.execPath, [...flags, '--eval', program], {
    encoding: 'utf8',
    stdio: 'pipe',
  });
  expect(JSON.parse(out)).toEqual([false, true]);
});
