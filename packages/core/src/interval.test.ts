import { expect, test } from 'vitest';
import { contains, unitInterval } from './interval.ts';

test.each([
  { inner: { from: 0.2, to: 0.8 }, inside: true },
  { inner: { from: 0, to: 1 }, inside: true },
  { inner: { from: -0.1, to: 0.5 }, inside: false },
  { inner: { from: 0.5, to: 1.001 }, inside: false },
])('[0, 1] contains $inner: $inside', ({ inner, inside }) => {
  expect(contains(unitInterval, inner)).toBe(inside);
});
