import { randomStream } from '@highorder/core';
import { distributionContract } from '@highorder/testkit';
import { expect, test } from 'vitest';
import checkerboard from './checkerboard.ts';

// Each coordinate is uniform; both lean the same way by a quarter of the square of a square's side.
distributionContract(checkerboard, { moments: { mean: [0, 0], covariance: [64 / 12, 1, 1, 64 / 12] } });
distributionContract(checkerboard, {
  options: { squares: 2, side: 2 },
  moments: { mean: [0, 0], covariance: [1 / 3, 1 / 4, 1 / 4, 1 / 3] },
});

test('fills each second square and no other', () => {
  const { values } = checkerboard.make().sample(800, randomStream({ seed: 5, purpose: 'board' }));
  const squares = Array.from({ length: 800 }, (_, row) => {
    const column = Math.floor((Number(values[2 * row]) + 4) / 2);
    const line = Math.floor((Number(values[2 * row + 1]) + 4) / 2);
    expect((column + line) % 2).toBe(0);
    return 4 * column + line;
  });
  expect(new Set(squares).size).toBe(8);
});

test('refuses an odd number of squares', () => {
  expect(() => checkerboard.make({ squares: 3 })).toThrow('multiple of 2');
});
