import { expect, test } from 'vitest';
import eager from './eager.ts';
import { probeBackends } from './probe-backends.ts';

// A file of its own: TensorFlow must not be loaded before.
process.env['HIGHORDER_TENSORFLOW'] = '/nowhere';

const reason = 'The backend tensorflow does not load: the package is not installed.';

test('a chosen backend that does not load is refused', async () => {
  const opening = eager.make({ backend: 'tensorflow' }).open();
  await expect(opening).rejects.toMatchObject({ name: 'InputError' });
  await expect(opening).rejects.toThrow(
    `engine eager: ${reason}\n  Way out: In this workspace run \`npm run setup:tensorflow\`; elsewhere \`npm install`,
  );
});

test('auto takes the next one and says why', async () => {
  const { backend, notes } = await eager.make().open();
  expect({ backend, notes }).toEqual({ backend: 'wasm', notes: [reason] });
});

test('a probe says what is missing and what to do', async () => {
  const [tensorflow, ...others] = await probeBackends();
  expect(tensorflow).toMatchObject({ backend: 'tensorflow', loads: false });
  expect(tensorflow?.wayOut).toMatch(/npm run setup:tensorflow/);
  expect(others.map(({ loads }) => loads)).toEqual([true, true]);
});
