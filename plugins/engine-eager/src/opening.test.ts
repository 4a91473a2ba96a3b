import { tf } from '@highorder/core';
import { expect, test } from 'vitest';
import eager from './eager.ts';

// A file of its own: WebAssembly must not be loaded before.
test('an engine that opens does not disturb one that works', async () => {
  const working = eager.make({ backend: 'cpu' });
  await working.open();
  const value = working.upload(Float32Array.of(4), [1]);
  const root = working.compile((inputs) => ({ root: tf.sqrt(inputs['value'] ?? tf.scalar(0)) }));
  let opening = true;
  const opened = Promise.all([0, 1].map(() => eager.make({ backend: 'wasm' }).open())).finally(() => {
    opening = false;
  });
  let calls = 0;
  while (opening) {
    const outputs = await root({ value });
    expect(outputs['root']?.read()).toEqual(Float32Array.of(2));
    outputs['root']?.dispose();
    calls += 1;
    await new Promise(setImmediate);
  }
  expect((await opened).map(({ backend }) => backend)).toEqual(['wasm', 'wasm']);
  expect(calls).toBeGreaterThan(0);
});
