import { describe, expect, test } from 'vitest';
import { philox4x32 } from './philox.ts';
import { permutation, randomStream } from './stream.ts';

const open = (purpose = 'test', seed = 5, index = 0) => randomStream({ seed, purpose, index });
const take = (count: number, draw: () => number) => Array.from({ length: count }, draw);
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

/**
 * Largest distance between the distribution of the values and a true one, in units of its deviation. A true
 * sample passes 1.95 with probability 0.001 (Kolmogorov and Smirnov); seeds are fixed.
 */
function kolmogorovSmirnov(values: readonly number[], cumulative: (value: number) => number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const distances = sorted.map((value, rank) => {
    const level = cumulative(value);
    return Math.max((rank + 1) / sorted.length - level, level - rank / sorted.length);
  });
  return Math.max(...distances) * Math.sqrt(sorted.length);
}

/** Cumulative distribution of the standard normal: Abramowitz and Stegun 26.2.17, error below 1e-7. */
function normalCumulative(x: number): number {
  if (x < 0) return 1 - normalCumulative(-x);
  const k = 1 / (1 + 0.2316419 * x);
  const tail = [0.31938153, -0.356563782, 1.781477937, -1.821255978, 1.330274429];
  const sum = tail.reduceRight((total, coefficient) => (total + coefficient) * k, 0);
  return 1 - (Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI)) * sum;
}

describe('uniform', () => {
  const values = take(20000, open().uniform);

  test('lies in [0, 1) and is uniform', () => {
    expect(Math.min(...values)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...values)).toBeLessThan(1);
    expect(kolmogorovSmirnov(values, (value) => value)).toBeLessThan(1.95);
  });

  test('does not correlate with the next one', () => {
    const pairs = values.slice(1).map((value, index) => (value - 0.5) * (Number(values[index]) - 0.5));
    // The mean product has deviation 1/12 / sqrt(20000); beyond 3.3 of them with probability 0.001.
    expect(Math.abs(mean(pairs))).toBeLessThan(3.3 / 12 / Math.sqrt(20000));
  });

  test('uses all 53 bits', () => {
    expect(values.some((value) => (value * 2 ** 53) % 2 === 1)).toBe(true);
    expect(values.every((value) => Number.isInteger(value * 2 ** 53))).toBe(true);
  });
});

describe('normal', () => {
  const values = take(20000, open('normal').normal);

  test('has the moments of the standard normal', () => {
    // Deviations of the mean of x^k: sqrt(var(x^k) / n), with variances 1, 2, 15, 96. Beyond 3.5: 0.0005
    // each.
    const expected = [0, 1, 0, 3];
    const variances = [1, 2, 15, 96];
    expected.forEach((moment, index) => {
      const found = mean(values.map((value) => value ** (index + 1)));
      expect(Math.abs(found - moment)).toBeLessThan(
        3.5 * Math.sqrt(Number(variances[index]) / values.length),
      );
    });
  });

  test('extend, a repeated spare: no number comes twice, and none depends on those before it', () => {
    expect(new Set(values).size).toBe(values.length);
    // Products of independent normals have mean 0 and deviation 1; beyond 4 of the mean's: 6e-5 for each distance.
    for (const distance of [1, 2, 3]) {
      const products = values.slice(distance).map((value, index) => value * Number(values[index]));
      expect(Math.abs(mean(products))).toBeLessThan(4 / Math.sqrt(products.length));
    }
    // Cosine and sine of one angle: their squares together are those of the radius, -2 log(u), with mean 2 and deviation 2.
    const squares = values.flatMap((value, index) =>
      index % 2 === 0 ? [value ** 2 + Number(values[index + 1]) ** 2] : [],
    );
    expect(Math.abs(mean(squares) - 2)).toBeLessThan((4 * 2) / Math.sqrt(squares.length));
  });

  test('is normal', () => {
    expect(kolmogorovSmirnov(values, normalCumulative)).toBeLessThan(1.95);
  });
});

describe('integer', () => {
  test('is uniform below its bound', () => {
    const random = open('integer');
    const counts = new Array<number>(6).fill(0);
    for (let draw = 0; draw < 12000; draw++) {
      const value = random.integer(6);
      counts[value] = Number(counts[value]) + 1;
    }
    // Chi-square with 5 degrees of freedom passes 20.5 with probability 0.001.
    const chiSquare = counts.reduce((sum, count) => sum + (count - 2000) ** 2 / 2000, 0);
    expect(chiSquare).toBeLessThan(20.5);
  });

  test('is fair where the bound does not divide 2^32', () => {
    // Without rejection, values below 2^30 would come twice as often: 0.5 of the draws instead of a third.
    const random = open('rejection');
    const below = take(6000, () => random.integer(3 * 2 ** 30)).filter((value) => value < 2 ** 30).length;
    // Binomial(6000, 1/3): deviation 36.5, beyond 3.3 of them with probability 0.001.
    expect(Math.abs(below - 2000)).toBeLessThan(3.3 * 36.5);
  });

  test('takes the largest bound and the smallest', () => {
    const random = open();
    expect(random.integer(1)).toBe(0);
    expect(random.integer(2 ** 32)).toBeGreaterThanOrEqual(0);
  });
});

describe('names', () => {
  test('equal names give equal numbers', () => {
    expect(take(50, open('a', 3, 7).uniform)).toEqual(take(50, open('a', 3, 7).uniform));
  });

  test.each([
    { what: 'purpose', other: open('tesu') },
    { what: 'order of letters in the purpose', other: open('tset') },
    { what: 'seed', other: open('test', 6) },
    { what: 'upper half of the seed', other: open('test', 5 + 2 ** 32) },
    { what: 'index', other: open('test', 5, 1) },
  ])('another $what gives independent numbers', ({ other }) => {
    const mine = take(5000, open().uniform);
    const theirs = take(5000, other.uniform);
    expect(mine.filter((value) => theirs.includes(value))).toHaveLength(0);
    const product = mean(mine.map((value, index) => (value - 0.5) * (Number(theirs[index]) - 0.5)));
    // Deviation 1/12 / sqrt(5000); beyond 3.5 of them with probability 0.0005 each.
    expect(Math.abs(product)).toBeLessThan(3.5 / 12 / Math.sqrt(5000));
  });

  test('a stream does not depend on how much of another was used', () => {
    const before = open('a');
    take(17, before.normal);
    expect(open('b').uniform()).toBe(open('b').uniform());
  });

  test('the first words are those of Philox under the seed', () => {
    // An empty purpose keeps the offsets of the two hashes.
    const words = Uint32Array.of(0, 9, 0x811c9dc5, 0x9747b28c);
    philox4x32(words, [1, 3]);
    const [first = 0, second = 0] = words;
    const expected = ((first >>> 5) * 2 ** 26 + (second >>> 6)) / 2 ** 53;
    expect(open('', 3 * 2 ** 32 + 1, 9).uniform()).toBe(expected);
  });
});

describe('permutation', () => {
  test('holds every number once', () => {
    expect(Array.from(permutation(100, open())).sort((a, b) => a - b)).toEqual(take(100, counter()));
    expect(permutation(0, open())).toHaveLength(0);
  });

  test('gives all orders equally often', () => {
    const random = open('permutation');
    const counts = new Map<string, number>();
    for (let draw = 0; draw < 6000; draw++) {
      const order = permutation(3, random).join('');
      counts.set(order, (counts.get(order) ?? 0) + 1);
    }
    // Chi-square with 5 degrees of freedom passes 20.5 with probability 0.001.
    const chiSquare = [...counts.values()].reduce((sum, count) => sum + (count - 1000) ** 2 / 1000, 0);
    expect(counts.size).toBe(6);
    expect(chiSquare).toBeLessThan(20.5);
  });
});

function counter(): () => number {
  let next = 0;
  return () => next++;
}
