import { expect, test } from 'vitest';
import {
  formatChosen,
  formatCount,
  formatMoment,
  formatNumber,
  formatSeconds,
  formatSteps,
} from './format.ts';

test.each([
  [0, '0'],
  [3.14159, '3.14'],
  [-0.00123, '-0.00123'],
  [0.000123, '1.23e-4'],
  [1234.5, '1235'],
  [2.5e6, '2.50e+6'],
  [Number.POSITIVE_INFINITY, 'not finite'],
])('the number %d reads %s', (value, text) => expect(formatNumber(value)).toBe(text));

test.each([
  [1, '1'],
  [9.765625e-4, '0.000977'],
  [1e-15, '1e-15'],
  [0.25, '0.25'],
])('the chosen number %d reads %s', (value, text) => expect(formatChosen(value)).toBe(text));

test.each([
  [41.27, '41.3\u00a0s'],
  [125, '2\u00a0min 05\u00a0s'],
  [11520, '3\u00a0h 12\u00a0min'],
  [Number.NaN, 'unknown'],
])('%d seconds read %s', (seconds, text) => expect(formatSeconds(seconds)).toBe(text));

test('counts, steps and moments', () => {
  expect(formatCount(21604)).toBe('21\u202f604');
  expect(formatSteps(1)).toBe('1 step');
  expect(formatSteps(16)).toBe('16 steps');
  expect(formatMoment('2025-04-01T10:15:59.000Z')).toBe('2025-04-01 10:15 UTC');
  expect(formatMoment('yesterday')).toBe('yesterday');
});
