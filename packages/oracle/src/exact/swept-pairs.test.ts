import { type GaussianMixture, randomStream, required } from '@highorder/core';
import { describe, expect, test } from 'vitest';
import { tilted } from '../testing/problems.ts';
import { familyState } from './family-state.ts';
import { packedPairs } from './packed-pairs.ts';
import { pairFamilies } from './pair-families.ts';
import { type LineStep, mayPassUnseen } from './swept-pairs.ts';

const random = randomStream({ seed: 21, purpose: 'swept-pairs.test' });

/** Components at random places in the plane, of one covariance, so that they are one family. */
function cloud(count: number, spread: number, covariance: readonly number[]): GaussianMixture {
  const components = Array.from({ length: count }, () => ({
    weight: 1 / count,
    mean: [spread * random.normal(), spread * random.normal()],
    covariance,
  }));
  return { dimension: 2, components };
}

const [covarianceZero, covarianceOne] = [
  [0.5, 0.2, 0.2, 0.3],
  [0.1, -0.05, -0.05, 0.4],
];
const source = cloud(40, 20, covarianceZero);
const target = cloud(60, 30, covarianceOne);
const [family] = pairFamilies(source, target);

/** Pairs of the family, all of them packed or none. */
function pairs(packed: boolean) {
  const made = packedPairs(familyState(required(family, 'One family.'), 1));
  made.packed.fill(packed ? 1 : 0);
  return made;
}

/** The point of a step's parabola, at a share of its way. */
function pointAt({ from, to, start, rate, end }: LineStep, share: number): readonly number[] {
  return Array.from(start, (value, d) => {
    const straight = (to - from) * Number(rate[d]);
    return value + straight * share + (Number(end[d]) - value - straight) * share ** 2;
  });
}

/** The largest log of weight times density of any pair on the parabola, by every pair at many places. */
function highestOn(step: LineStep): number {
  let largest = -Infinity;
  for (let k = 0; k <= 200; k++) {
    const angle = step.from + ((step.to - step.from) * k) / 200;
    const [a, b] = [Math.sin(angle), Math.cos(angle)];
    const [x = 0, y = 0] = pointAt(step, k / 200);
    const [v = 1, c = 0, , w = 1] = covarianceOne.map(
      (value, at) => a * a * value + b * b * Number(covarianceZero[at]),
    );
    const determinant = v * w - c * c;
    for (const one of target.components) {
      for (const zero of source.components) {
        const dx = x - a * Number(one.mean[0]) - b * Number(zero.mean[0]);
        const dy = y - a * Number(one.mean[1]) - b * Number(zero.mean[1]);
        const square = (w * dx * dx - 2 * c * dx * dy + v * dy * dy) / determinant;
        const log =
          Math.log(one.weight * zero.weight) - Math.log(2 * Math.PI) - (Math.log(determinant) + square) / 2;
        largest = Math.max(largest, log);
      }
    }
  }
  return largest;
}

/** A step of a length from a random place, about as fast as means move, bent where it is told to be. */
function randomStep(length: number, bend: number): LineStep {
  const from = 1.4 * random.uniform();
  const start = Float64Array.from([0, 1], () => 60 * random.normal());
  const rate = Float64Array.from([0, 1], () => 40 * random.normal());
  const end = start.map(
    (value, d) => value + length * Number(rate[d]) + bend * length ** 2 * random.normal(),
  );
  return { from, to: from + length, start, rate, end };
}

describe('a pair on the way of a step', () => {
  test.each([
    [0.15, 0],
    [0.15, 400],
    [0.05, 2000],
    [0.01, 40],
    [-0.1, 300],
  ])('is not missed, step %f, bend %f', (length, bend) => {
    for (let trial = 0; trial < 40; trial++) {
      const step = randomStep(length, bend);
      expect(mayPassUnseen(pairs(false), step, highestOn(step) - 1e-6)).toBe(true);
    }
  });

  test('is not seen where there is none', () => {
    let wrong = 0;
    for (let trial = 0; trial < 100; trial++) {
      const step = randomStep(1e-3, 0);
      if (mayPassUnseen(pairs(false), step, highestOn(step) + 2)) wrong++;
    }
    // A bound is no density: far from everything it is above it by more.
    expect(wrong).toBeLessThan(20);
  });
});

describe('a pair that the step counts', () => {
  const mean = (of: GaussianMixture) => required(of.components[3], 'There are more.').mean;
  /** Across one pair, whose mean it meets half way, at a speed in the data's units. */
  const across = (speed: number): LineStep => {
    const [from, to] = [0.7, 0.71];
    const at = (angle: number) =>
      mean(target).map((value, d) => Math.sin(angle) * value + Math.cos(angle) * Number(mean(source)[d]));
    const drift = mean(target).map(
      (value, d) => Math.cos(0.705) * value - Math.sin(0.705) * Number(mean(source)[d]),
    );
    const rate = Float64Array.from(drift, (value, d) => value + (d === 0 ? speed : 0));
    const line = (angle: number) =>
      Float64Array.from(at(0.705), (value, d) => value + (angle - 0.705) * Number(rate[d]));
    return { from, to, start: line(from), rate, end: line(to) };
  };

  test('may go by slowly, and not so fast that the stages miss it', () => {
    const slow = across(50);
    const fast = across(5000);
    // Half a unit and fifty of them in the step, where a pair is 0.4 to 0.6 wide; only what is near the mean is asked for.
    expect(mayPassUnseen(pairs(true), slow, highestOn(slow) - 1)).toBe(false);
    expect(mayPassUnseen(pairs(true), fast, highestOn(fast) - 1)).toBe(true);
    expect(mayPassUnseen(pairs(false), slow, highestOn(slow) - 1)).toBe(true);
  });
});

test('holds in several families and three dimensions', () => {
  const step: LineStep = {
    ...{ from: 0.5, to: 0.6, start: Float64Array.of(0.2, -0.4, 0.3) },
    ...{ rate: Float64Array.of(1, 0, -1), end: Float64Array.of(0.3, -0.4, 0.2) },
  };
  for (const one of pairFamilies(tilted.source, tilted.target)) {
    const made = packedPairs(familyState(one, 1));
    expect(mayPassUnseen(made, step, -20)).toBe(true);
    expect(mayPassUnseen(made, step, 5)).toBe(false);
  }
});
