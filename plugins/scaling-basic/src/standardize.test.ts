import { InputError, points, randomStream, toUnits } from '@highorder/core';
import { expectClose, scalingContract } from '@highorder/testkit';
import { describe, expect, test } from 'vitest';
import standardize from './standardize.ts';

scalingContract(standardize);

const source = points(2, Float64Array.of(0, 0));

test('corners of a rectangle: center (3, 5), scale sqrt((4 + 16) / 2)', () => {
  const target = points(2, Float64Array.of(1, 1, 5, 1, 1, 9, 5, 9));
  const { center, scale } = standardize.make().fit({ source, target });
  expect(center).toEqual([3, 5]);
  expect(scale).toBeCloseTo(Math.sqrt(10), 12);
});

test('gives the target mean 0 and mean square 1', () => {
  const random = randomStream({ seed: 2, purpose: 'target' });
  const target = points(
    3,
    Float64Array.from({ length: 300 }, (_, index) => 1e3 + (index % 3) * random.normal()),
  );
  const { values } = toUnits(standardize.make().fit({ source, target }), target);
  const axes = [0, 1, 2].map((axis) => values.filter((_, index) => index % 3 === axis));
  for (const axis of axes)
    expectClose('mean', axis.reduce((sum, value) => sum + value, 0) / 100, 0, { absolute: 1e-10 });
  expectClose('mean square', values.reduce((sum, value) => sum + value * value, 0) / 300, 1, {
    relative: 1e-10,
  });
});

test('a spread of 1.5e-12 of the place is one, of 0.5e-12 is round-off', () => {
  const fitAround = (spread: number) => {
    const target = points(1, Float64Array.of(1e3 * (1 - spread), 1e3 * (1 + spread)));
    return standardize.make().fit({ source: points(1, Float64Array.of(0)), target });
  };
  // A double near 1000 is known to 1e-13.
  expectClose('scale', fitAround(1.5e-12).scale, 1.5e-9, { absolute: 2e-13 });
  expect(() => fitAround(0.5e-12)).toThrow('is a single point');
});

describe('refuses a target that is a single point', () => {
  test.each([0, 1e8, 0.1])('at %d', (place) => {
    const target = points(2, new Float64Array(200).fill(place));
    const fit = () => standardize.make().fit({ source, target });
    expect(fit).toThrow(InputError);
    expect(fit).toThrow(
      /scaling standardize: The target is a single point[^]*Way out: Use `scaling: \{ use: none \}`/,
    );
  });
});
