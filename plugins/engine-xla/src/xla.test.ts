import { tf } from '@highorder/core';
import { engineContract } from '@highorder/testkit';
import { afterEach, expect, test, vi } from 'vitest';
import { whenXlaIsThere } from './testing/when-xla-is-there.ts';
import xla from './xla.ts';

afterEach(() => vi.restoreAllMocks());

await whenXlaIsThere(() => {
  engineContract(xla);

  test('says what it runs on', async () => {
    const description = await xla.make().open();
    expect(description).toMatchObject({ engine: 'xla', backend: 'tensorflow', threads: 1 });
    expect(description.version).toMatch(/^\d+\.\d+\.\d+ \(TensorFlow \d+\.\d+\.\d+\)$/);
  });

  test('has one number of threads in a process', async () => {
    await xla.make().open();
    await expect(xla.make({ threads: 3 }).open()).rejects.toThrow(
      'engine xla: TensorFlow runs in this process already, on 1 threads, and cannot change to 3.',
    );
  });

  test('is quiet', async () => {
    const written = [vi.spyOn(process.stdout, 'write'), vi.spyOn(process.stderr, 'write')];
    const engine = xla.make();
    await engine.open();
    const value = engine.upload(Float32Array.of(1, 2), [2]);
    await engine.compile(({ value: given = tf.zeros([2]) }) => ({ sum: tf.sum(given) }))({ value });
    for (const spy of written) expect(spy).not.toHaveBeenCalled();
  });
});
