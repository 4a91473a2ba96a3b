import { InputError } from '@highorder/core';
import { xlaProbe } from '@highorder/engine';
import { expect, test } from 'vitest';
import { loadTensorflow } from './load-tensorflow.ts';
import { requireXla } from './probe-xla.ts';
import { whenXlaIsThere } from './testing/when-xla-is-there.ts';
import xla from './xla.ts';

const settings = process.env;

test('a machine without TensorFlow is told what to do', async () => {
  settings['HIGHORDER_TENSORFLOW'] = '/nowhere';
  const opening = xla.make().open();
  delete settings['HIGHORDER_TENSORFLOW'];
  await expect(opening).rejects.toBeInstanceOf(InputError);
  await expect(opening).rejects.toThrow(
    'engine xla: TensorFlow does not load: the package is not installed.\n' +
      '  Way out: In this workspace run `npm run setup:tensorflow`; elsewhere',
  );
});

test('a library without loadSavedModel is not taken for one with XLA', async () => {
  await expect(requireXla({ node: {} })).rejects.toThrow('no loadSavedModel');
});

await whenXlaIsThere(() => {
  test('XLA is found out by an operation that comes with it', async () => {
    const { exports } = await loadTensorflow(1);
    await expect(requireXla(exports)).resolves.toBeUndefined();
    // An operation that no library has, as XLA's is to a library without it.
    const probe = xlaProbe();
    await expect(requireXla(exports, { ...probe, bytes: renamed(probe.bytes) })).rejects.toThrow(
      /Op type not registered 'XlaFort'/,
    );
    await expect(requireXla(exports, { ...probe, expected: [1, 3, 2] })).rejects.toThrow(
      "XLA's example gave 1,2,3, not 1,3,2",
    );
  });
});

/** The operation's name becomes another of the same length. */
function renamed(bytes: Uint8Array): Uint8Array {
  const text = new TextDecoder('latin1').decode(bytes).replace('XlaSort', 'XlaFort');
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0));
}
