import type { ResolvedSweep, SweepSettings } from '@highorder/config';
import { describe, expect, test } from 'vitest';
import { type Axis, valuesOf } from './axis-values.ts';
import { expandVariants, seedsOf } from './expand.ts';

const axis = (given: Partial<Axis> & { readonly option: string }): Axis => ({
  of: 'method',
  when: {},
  ...given,
});

function variants(axes: readonly Axis[], combine: SweepSettings['combine'] = 'grid', methods = ['a']) {
  const settings = { axes, combine } as SweepSettings;
  return expandVariants({ settings, problems: ['p'], methods } as unknown as ResolvedSweep);
}

const sizes = axis({ option: 'training.batch', choice: [8, 16] });
const rates = axis({ option: 'losses.1.weight', choice: [1, 2, 3] });
const names = (list: ReturnType<typeof variants>) => list.map(({ method }) => method);

describe('values', () => {
  test('have both ends, equal distances or equal ratios', () => {
    expect(valuesOf(axis({ option: 'x', range: { from: 0, to: 1, count: 5 } }))).toEqual([
      0, 0.25, 0.5, 0.75, 1,
    ]);
    expect(valuesOf(axis({ option: 'x', range: { from: 1, to: 0, step: 0.3 } }))).toEqual([1, 0.7, 0.4, 0.1]);
    expect(valuesOf(axis({ option: 'x', range: { from: 0, to: 0.3, step: 0.1 } }))).toEqual([
      0, 0.1, 0.2, 0.3,
    ]);
    expect(valuesOf(axis({ option: 'x', log: { from: 1e-4, to: 1e-1, count: 4 } }))).toEqual([
      1e-4, 1e-3, 1e-2, 1e-1,
    ]);
  });

  test('seeds are counted, or listed, each once', () => {
    expect(seedsOf({ seeds: { count: 3, from: 7 } })).toEqual([7, 8, 9]);
    expect(seedsOf({ seeds: [4, 0, 4] })).toEqual([4, 0]);
  });
});

describe('axes', () => {
  test('without any, a method is itself', () => {
    expect(names(variants([]))).toEqual(['a']);
  });

  test('a grid has every value with every other one, the last axis fastest', () => {
    expect(names(variants([sizes, rates]))).toEqual([
      'a batch=8 1.weight=1',
      'a batch=8 1.weight=2',
      'a batch=8 1.weight=3',
      'a batch=16 1.weight=1',
      'a batch=16 1.weight=2',
      'a batch=16 1.weight=3',
    ]);
  });

  test('zip goes side by side', () => {
    const pairs = [sizes, axis({ option: 'seed', label: 'S', choice: ['x', { use: 'y' }] })];
    expect(names(variants(pairs, 'zip'))).toEqual(['a batch=8 S=x', 'a batch=16 S=y']);
  });

  test('random draws are between the ends, differ, and are the same again', () => {
    const free = axis({ option: 'x', log: { from: 1e-3, to: 1 } });
    const drawn = variants([free, sizes], { random: 40, seed: 3 });
    const values = drawn.map(({ changes }) => Number(changes[0]?.value));
    expect(new Set(values).size).toBe(40);
    expect(Math.min(...values)).toBeGreaterThanOrEqual(1e-3);
    expect(Math.max(...values)).toBeLessThanOrEqual(1);
    // Half of the draws of an even law of ratios lie below the geometric mean; all 40 on one side has chance 2^-39.
    expect(values.some((value) => value < 0.0316) && values.some((value) => value > 0.0316)).toBe(true);
    expect(variants([free, sizes], { random: 40, seed: 3 })).toEqual(drawn);
    expect(variants([free, sizes], { random: 40, seed: 4 })).not.toEqual(drawn);
  });

  test('an axis applies where its condition holds, and what falls together is there once', () => {
    const conditional = axis({ ...rates, when: { method: ['b', 'c'], 'training.batch': 16 } });
    expect(names(variants([sizes, conditional], 'grid', ['a', 'b']))).toEqual([
      'a batch=8',
      'a batch=16',
      'b batch=8',
      'b batch=16 1.weight=1',
      'b batch=16 1.weight=2',
      'b batch=16 1.weight=3',
    ]);
  });

  test('an axis of problems makes other problems', () => {
    const [first] = variants([axis({ option: 'data.target.modes', choice: [1], of: 'problem' })]);
    expect(first).toMatchObject({ problem: 'p modes=1', method: 'a' });
    expect(first?.changes).toEqual([{ option: 'data.target.modes', value: 1, at: 'axes.0' }]);
  });
});
