import { expect, test } from 'vitest';
import { estimateText, formatEstimate, formatP } from './format-estimate.ts';

const between = (low: number, high: number) => ({ low, high, level: 0.95, kind: 'student' }) as const;

test.each([
  // Half the interval is 0.06: its second digit is the third decimal.
  { value: 0.61234, interval: between(0.55234, 0.67234), text: '0.612 [0.552, 0.672]' },
  { value: 0.61234, interval: between(0.1, 1.1), text: '0.61 [0.10, 1.10]' },
  { value: 512.34, interval: between(480.2, 544.5), text: '512 [480, 545]' },
  { value: -0.003, interval: between(-0.14, 0.134), text: '0.00 [-0.14, 0.13]' },
  { value: 2.345e-4, interval: between(2.1e-4, 2.6e-4), text: '2.35e-4 [2.10e-4, 2.60e-4]' },
  { value: 0.5, interval: between(0.5, 0.5), text: '0.500 [0.500, 0.500]' },
  { value: 0.5, interval: between(0.5 - 1e-9, 0.5 + 1e-9), text: '0.500 [0.500, 0.500]' },
  { value: 0.5, interval: undefined, text: '0.500' },
])('$text', ({ value, interval, text }) => {
  expect(estimateText(formatEstimate(value, interval))).toBe(text);
});

test.each([
  { p: 0, text: '<0.0001' },
  { p: 0.00012345, text: '0.00012' },
  { p: 0.0234, text: '0.023' },
  { p: 0.456, text: '0.46' },
  { p: 1, text: '1.00' },
])('p-value $text', ({ p, text }) => {
  expect(formatP(p)).toBe(text);
});
