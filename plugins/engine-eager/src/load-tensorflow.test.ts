import { expect, test } from 'vitest';
import { requireThreads } from './load-tensorflow.ts';

test('a process has one number of threads', () => {
  expect(() => requireThreads(1, '1')).not.toThrow();
  expect(() => requireThreads(2, '1')).toThrow(
    'engine eager: TensorFlow runs in this process already, on 1 threads, and cannot change to 2.\n' +
      '  Way out: Give all engines of a process the same number of threads.',
  );
  expect(() => requireThreads(2, undefined)).toThrow('on a default number of threads');
});
