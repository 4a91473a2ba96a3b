import { tf } from '@highorder/core';
import { engineContract } from '@highorder/testkit';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { backendNames } from './backends.ts';
import eager from './eager.ts';
import { probeBackends } from './probe-backends.ts';

const probes = await probeBackends();
const loading = probes.filter(({ loads }) => loads);
const missing = probes.filter(({ loads }) => !loads);

// Wherever this runs, WebAssembly and plain JavaScript load; TensorFlow is optional.
for (const { backend } of loading) engineContract(eager, { options: { backend } });
for (const { backend, reason, wayOut } of missing) {
  const title = `the backend ${backend} does not load: ${reason}. ${wayOut}`;
  // In CI, which sets TensorFlow up, every backend is there.
  if (process.env['CI'] === undefined) test.skip(title);
  else test('every backend loads', () => expect.fail(title));
}

afterEach(() => vi.restoreAllMocks());

describe('backends', () => {
  test('are probed fastest first, and wasm and cpu load everywhere', () => {
    expect(probes.map(({ backend }) => backend)).toEqual([...backendNames]);
    expect(loading.map(({ backend }) => backend)).toEqual(expect.arrayContaining(['wasm', 'cpu']));
  });

  test('that load say their version, others why not and what to do', () => {
    for (const { version } of loading) expect(version).toMatch(/^\d+\.\d+\.\d+/);
    for (const { reason, wayOut } of missing) {
      expect(reason).toMatch(/\w/);
      expect(wayOut).toMatch(/npm install/);
    }
  });

  test('take turns in one process, with the same numbers', async () => {
    const engines = await Promise.all(
      loading.map(async ({ backend }) => {
        const engine = eager.make({ backend });
        await engine.open();
        return engine;
      }),
    );
    const results = await Promise.all(
      engines.map(async (engine) => {
        const double = engine.compile(({ value }) => ({ value: tf.mul(value ?? tf.scalar(0), 2) }));
        let state = { value: engine.upload(Float32Array.of(1, 3), [2]) };
        for (let call = 0; call < 10; call++) {
          const { value } = await double(state);
          state.value.dispose();
          state = { value: value ?? state.value };
        }
        return state.value.read();
      }),
    );
    for (const values of results) expect(values).toEqual(Float32Array.of(1024, 3072));
  });
});

describe('the plugin eager', () => {
  test('takes the first backend that loads, and says why faster ones were passed over', async () => {
    const { backend, notes } = await eager.make().open();
    expect(backend).toBe(loading[0]?.backend);
    const passedOver = backendNames.slice(0, backendNames.indexOf(loading[0]?.backend ?? 'cpu'));
    expect(notes).toHaveLength(passedOver.length);
    passedOver.forEach((name, index) =>
      expect(notes?.[index]).toMatch(`The backend ${name} does not load: `),
    );
  });

  test('is quiet', async () => {
    const written = [vi.spyOn(process.stdout, 'write'), vi.spyOn(process.stderr, 'write')];
    const logged = [vi.spyOn(console, 'log'), vi.spyOn(console, 'warn'), vi.spyOn(console, 'error')];
    for (const { backend } of loading) {
      const engine = eager.make({ backend });
      await engine.open();
      await engine.compile(() => ({ sum: tf.add(tf.scalar(1), 2) }))({});
    }
    for (const spy of [...written, ...logged]) expect(spy).not.toHaveBeenCalled();
  });

  test('knows its backends', () => {
    // A user's configuration is not type-checked.
    const options: object = { backend: 'webgl' };
    expect(() => eager.make(options)).toThrow('auto');
  });
});
