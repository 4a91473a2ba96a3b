import { tf } from '@highorder/core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { requireWorking } from './require-working.ts';

const cpu = () => tf.findBackendFactory('cpu')();

beforeAll(() => {
  tf.env().set('PROD', true);
  tf.registerBackend('wrong', cpu);
  tf.copyRegisteredKernels('cpu', 'wrong');
  const { kernelFunc } = tf.getKernel('Multiply', 'cpu');
  tf.unregisterKernel('Add', 'wrong');
  tf.registerKernel({ kernelName: 'Add', backendName: 'wrong', kernelFunc });
});

afterAll(() => {
  for (const { kernelName } of tf.getKernelsForBackend('wrong')) tf.unregisterKernel(kernelName, 'wrong');
  tf.removeBackend('wrong');
});

test('a backend that computes is accepted, and selected', () => {
  requireWorking('cpu');
  expect(tf.getBackend()).toBe('cpu');
});

test('extend "a wrong backend accepted": one that computes wrongly is refused', () => {
  expect(() => requireWorking('wrong')).toThrow('The wrong backend says that 1 + 2 is 2.');
});
