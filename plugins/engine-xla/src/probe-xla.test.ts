import { xlaProbe } from '@highorder/engine';
import { expect, test } from 'vitest';
import { requireExample } from './probe-xla.ts';

// None of this needs TensorFlow.
test.each([
  ['the numbers as they were given', [3, 1, 2]],
  ['fewer', [1, 2]],
  ['more', [1, 2, 3, 4]],
  ['nothing', undefined],
])('extend "XLA\'s probe": %s is not XLA at work', (_, found) => {
  expect(() => requireExample(found, [1, 2, 3])).toThrow("XLA's example gave");
});

test('sorted numbers are', () => {
  requireExample(Float32Array.of(1, 2, 3), [1, 2, 3]);
});

test('the example sorts what is not sorted, by an operation that XLA alone has code for', () => {
  const { bytes, given, expected } = xlaProbe();
  expect(expected).not.toEqual(given);
  expect([...expected].sort((one, other) => one - other)).toEqual(expected);
  expect(new Set(expected)).toEqual(new Set(given));
  expect(Buffer.from(bytes).includes('XlaSort')).toBe(true);
});
