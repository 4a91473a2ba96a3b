import { randomStream } from '@highorder/core';
import { describe, expect, test } from 'vitest';
import { sobolPoints } from './sobol.ts';

const stream = (index: number) => randomStream({ seed: 7, purpose: 'sobol.test', index });

/** Points 1, 2, 3, 5, 777 and 1023 in 21 dimensions, times 2^32: scipy.stats.qmc.Sobol (1.x), put in natural order. */
const published: Readonly<Record<number, readonly number[]>> = {
  2: [
    1073741824, 3221225472, 3221225472, 3221225472, 1073741824, 1073741824, 3221225472, 1073741824,
    1073741824, 1073741824, 1073741824, 1073741824, 3221225472, 3221225472, 1073741824, 3221225472,
    1073741824, 3221225472, 1073741824, 3221225472, 3221225472,
  ],
  777: [
    2428502016, 809500672, 3829399552, 767557632, 1161822208, 549453824, 3443523584, 952107008, 2965372928,
    3661627392, 1782579200, 1841299456, 4273995776, 1270874112, 843055104, 2202009600, 2948595712, 3519021056,
    2722103296, 1077936128, 608174080,
  ],
  1023: [
    4290772992, 1094713344, 3141533696, 1891631104, 3862953984, 1103101952, 3158310912, 1270874112,
    3082813440, 2805989376, 1396703232, 1153433600, 1002438656, 4139778048, 2839543808, 3158310912,
    1925185536, 1723858944, 994050048, 1799356416, 2336227328,
  ],
};

describe('the plain sequence', () => {
  const values = sobolPoints({ count: 1024, dimension: 21 });

  test.each(Object.entries(published))('point %s is the published one', (row, coordinates) => {
    const start = Number(row) * 21;
    const found = Array.from(values.subarray(start, start + 21), (value) => value * 2 ** 32 - 0.5);
    expect(found).toEqual(coordinates);
  });
});

/** The numbers of points in the elementary intervals with 2^-first by 2^-second sides, by cell. */
function cells(values: Float64Array, first: number, second: number): readonly number[] {
  const counts = new Array<number>(2 ** (first + second)).fill(0);
  for (let at = 0; at < values.length; at += 2) {
    const column = Math.floor(Number(values[at]) * 2 ** first);
    const row = Math.floor(Number(values[at + 1]) * 2 ** second);
    const cell = column * 2 ** second + row;
    counts[cell] = Number(counts[cell]) + 1;
  }
  return counts;
}

describe.each([
  ['plain', undefined],
  ['scrambled', 1],
  ['scrambled otherwise', 2],
])('two dimensions, %s', (_, index) => {
  const values = sobolPoints({
    count: 512,
    dimension: 2,
    random: index === undefined ? undefined : stream(index),
  });

  test.each([0, 1, 2, 3, 4, 5, 6, 7, 8])(
    'each interval of 2^-%i by the rest holds one of 256 points',
    (m) => {
      expect(new Set(cells(values.subarray(0, 512), m, 8 - m))).toEqual(new Set([1]));
      expect(new Set(cells(values.subarray(512), m, 8 - m))).toEqual(new Set([1]));
    },
  );
});

test('scrambles differ from one another and from the plain sequence, and are repeatable', () => {
  const draw = (index: number) => sobolPoints({ count: 16, dimension: 2, random: stream(index) });
  expect(draw(1)).toEqual(draw(1));
  expect(draw(1)).not.toEqual(draw(2));
  expect(draw(1)).not.toEqual(sobolPoints({ count: 16, dimension: 2 }));
});

test('a scrambled point is uniform: mean 1/2 and variance 1/12 over scrambles', () => {
  // 2000 scrambles of point 5; z below 5 has a false-alarm rate of 6e-7 (the stream is fixed besides).
  const values = Array.from({ length: 2000 }, (_, index) =>
    Number(sobolPoints({ count: 6, dimension: 3, random: stream(index) })[5 * 3 + 2]),
  );
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - 0.5) ** 2, 0) / values.length;
  expect(Math.abs(mean - 1 / 2) / Math.sqrt(1 / 12 / 2000)).toBeLessThan(5);
  expect(Math.abs(variance - 1 / 12) / Math.sqrt(1 / 180 / 2000)).toBeLessThan(5);
});

test('integrates a smooth function far better than independent points', () => {
  // Independent points err by about 0.03 here; a scrambled net by about n^-3/2.
  const values = sobolPoints({ count: 1024, dimension: 6, random: stream(3) });
  let sum = 0;
  for (let row = 0; row < 1024; row++) {
    sum += values.subarray(row * 6, row * 6 + 6).reduce((product, u) => product * (0.5 + u), 1);
  }
  expect(Math.abs(sum / 1024 - 1)).toBeLessThan(1e-3);
});

test('past the direction numbers each coordinate has one point in each interval', () => {
  const values = sobolPoints({ count: 50, dimension: 24, random: stream(4) });
  const last = Array.from({ length: 50 }, (_, row) => Math.floor(Number(values[row * 24 + 23]) * 50));
  expect(last.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 50 }, (_, cell) => cell));
  expect(last).not.toEqual(last.toSorted((a, b) => a - b));
});
