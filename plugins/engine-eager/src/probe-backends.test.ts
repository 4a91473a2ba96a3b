import { expect, test } from 'vitest';
import { reasonOf } from './probe-backends.ts';

test('a missing package and a missing binding both have a short reason', () => {
  const absent = Object.assign(new Error("Cannot find package '@tensorflow/tfjs-node' imported from x"), {
    code: 'ERR_MODULE_NOT_FOUND',
  });
  expect(reasonOf(absent)).toBe('the package is not installed');
  // What the package throws where its install script did not run: no code.
  const unbuilt = new Error(
    'The Node.js native addon module (tfjs_binding.node) can not be found at path: /a/b. \nPlease run command',
  );
  expect(reasonOf(unbuilt)).toBe(
    'The Node.js native addon module (tfjs_binding.node) can not be found at path: /a/b',
  );
  expect(reasonOf('refused')).toBe('refused');
});
