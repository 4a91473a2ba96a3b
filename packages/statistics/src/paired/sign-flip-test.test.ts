import { randomStream } from '@highorder/core';
import { expect, test, vi } from 'vitest';
import { differences, signFlip } from '../golden/scipy.golden.ts';
import { signFlipTest } from './sign-flip-test.ts';

// Fast alone; a busy machine may take its time.
vi.setConfig({ testTimeout: 60_000 });

/** Every pattern of signs by recursion: slow, and nothing like the code under test. */
function sums(values: readonly number[]): readonly number[] {
  const [first, ...rest] = values;
  if (first === undefined) return [0];
  return sums(rest).flatMap((sum) => [sum + first, sum - first]);
}

test('is that of scipy', () => {
  expect(signFlipTest(differences)).toEqual({ p: signFlip, smallest: 2 / 2 ** 8, exact: true });
});

test.each([1, 2, 3, 7, 12])('counts every pattern of %i whole differences', (count) => {
  const random = randomStream({ seed: count, purpose: 'differences' });
  const whole = Array.from({ length: count }, () => random.integer(21) - 8);
  const all = sums(whole).map(Math.abs);
  const observed = Math.abs(whole.reduce((sum, value) => sum + value, 0));
  expect(signFlipTest(whole).p).toBe(all.filter((sum) => sum >= observed).length / all.length);
});

test('sums that are equal on paper count as equal', () => {
  // Tenths have no exact binary form, whole numbers have: 0.3 - 0.1 - 0.2 is not 0.
  for (let seed = 0; seed < 20; seed++) {
    const random = randomStream({ seed, purpose: 'tenths' });
    const whole = Array.from({ length: 8 }, () => random.integer(9) - 3);
    expect(signFlipTest(whole.map((value) => value / 10)).p).toBe(signFlipTest(whole).p);
  }
  expect(signFlipTest([0.1, 0.2, -0.3]).p).toBe(1);
  expect(signFlipTest([0.1, 0.2, 0.3]).p).toBe(2 / 8);
});

test('all of one sign give the smallest p there is', () => {
  const same = Array.from({ length: 20 }, (_, index) => 1 + index / 100);
  expect(signFlipTest(same)).toEqual({ p: 2 / 2 ** 20, smallest: 2 / 2 ** 20, exact: true });
});

test('beyond 20 differences patterns are drawn', () => {
  const random = randomStream({ seed: 4, purpose: 'differences' });
  const many = Array.from({ length: 40 }, () => 0.3 + random.normal());
  const { p, exact, smallest } = signFlipTest(many, 1);
  // Independent: the sum of random signs has the deviation sqrt(sum of squares), and is nearly normal.
  const observed = Math.abs(many.reduce((sum, value) => sum + value, 0));
  const z = observed / Math.sqrt(many.reduce((sum, value) => sum + value ** 2, 0));
  const normal = (2 * Math.exp((-z * z) / 2)) / (z * Math.sqrt(2 * Math.PI));
  expect(exact).toBe(false);
  expect(smallest).toBe(1 / 100_001);
  // Mills' bounds of the normal tail: between normal · z² / (1 + z²) and normal; the tail of few signs is a little lighter.
  expect(p).toBeLessThan(normal * 1.1);
  expect(p).toBeGreaterThan((0.7 * normal * (z * z)) / (1 + z * z));
  expect(signFlipTest(many, 1)).toEqual(signFlipTest(many, 1));
  expect(signFlipTest(many, 2).p).not.toBe(p);
});

test('drawn patterns use every sign, also past the 32nd', () => {
  // Of one difference every pattern is as far from 0; of two, those of equal signs, half of them.
  const alone = [...new Array<number>(39).fill(0), 1];
  expect(signFlipTest(alone).p).toBe(1);
  const two = [1, ...new Array<number>(38).fill(0), 1];
  // 100 000 fair coins: standard error 0.0016, beyond 3.5 of them with probability 0.0005.
  expect(Math.abs(signFlipTest(two).p - 0.5)).toBeLessThan(3.5 * 0.0016);
});

test('differences of 0 say nothing', () => {
  expect(signFlipTest([0, 0, 0]).p).toBe(1);
});

test('refuses none and NaN', () => {
  expect(() => signFlipTest([])).toThrow('There are 0 values.');
  expect(() => signFlipTest([Number.NaN])).toThrow('Value 1 of 1 is NaN.');
});
