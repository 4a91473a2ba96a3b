import { type Distribution, type PairSource, points, randomStream } from '@highorder/core';
import { couplingContract } from '@highorder/testkit';
import { describe, expect, test } from 'vitest';
import fixed from './fixed.ts';

couplingContract(fixed, { options: { pairs: 1000 } });
couplingContract(fixed, { options: { pairs: 5000 } });

const normal: Distribution = {
  dimension: 1,
  sample: (count, random) =>
    points(
      1,
      Float64Array.from({ length: count }, () => random.normal()),
      new Int32Array(count).fill(4),
    ),
};

function open(pairs: number): PairSource {
  const random = randomStream({ seed: 1, purpose: 'set' });
  return fixed.make({ pairs }).open({ source: normal, target: normal, random });
}

/** The pairs of a batch, each as one text. */
function drawn(from: PairSource, rows: number, index: number): readonly string[] {
  const { source, target } = from.draw(rows, randomStream({ seed: 2, purpose: 'batch', index }));
  return Array.from(source.values, (value, row) => `${value} -> ${target.values[row]}`);
}

describe('batches of a set of 50 pairs', () => {
  const set = open(50);
  const whole = drawn(set, 50, 0);

  test('a batch of 50 is the set, in random order', () => {
    expect(new Set(whole).size).toBe(50);
    const other = drawn(set, 50, 1);
    expect(other.toSorted()).toEqual(whole.toSorted());
    expect(other).not.toEqual(whole);
  });

  test('a batch of 20 holds 20 different pairs of the set', () => {
    const batch = drawn(set, 20, 2);
    expect(new Set(batch).size).toBe(20);
    expect(batch.every((pair) => whole.includes(pair))).toBe(true);
  });

  test('a batch of 120 holds the set twice, and 20 pairs more', () => {
    const batch = drawn(set, 120, 3);
    expect(batch.slice(0, 50).toSorted()).toEqual(whole.toSorted());
    expect(batch.slice(50, 100).toSorted()).toEqual(whole.toSorted());
    expect(new Set(batch.slice(100)).size).toBe(20);
    expect(batch.slice(0, 50)).not.toEqual(batch.slice(50, 100));
  });

  test('sources stay with their targets: any batch has the pairs of the set', () => {
    for (let index = 4; index < 20; index++) {
      expect(drawn(set, 10, index).every((pair) => whole.includes(pair))).toBe(true);
    }
  });

  test('components stay with their points', () => {
    const { source } = set.draw(3, randomStream({ seed: 2, purpose: 'batch' }));
    expect(Array.from(source.components ?? [])).toEqual([4, 4, 4]);
  });
});

test('the set depends on the stream that opens it, not on the batches', () => {
  expect(drawn(open(30), 30, 0)).toEqual(drawn(open(30), 30, 0));
});
