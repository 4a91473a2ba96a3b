import {
  equalMixture,
  mixtureDistribution,
  type Points,
  points,
  randomStream,
  selectRows,
} from '@highorder/core';
import { metricContract } from '@highorder/testkit';
import { describe, expect, test } from 'vitest';
import modeCoverage from './mode-coverage.ts';

metricContract(modeCoverage, { distance: false });

const ring = (modes: number) =>
  mixtureDistribution(
    equalMixture(
      Array.from({ length: modes }, (_, k) => [
        30 * Math.cos((2 * Math.PI * k) / modes),
        30 * Math.sin((2 * Math.PI * k) / modes),
      ]),
      0.3,
    ),
  );
const stream = (index: number) => randomStream({ seed: 29, purpose: 'mode-coverage.test', index });

function measure(generated: Points, modes: number) {
  const target = ring(modes);
  const values = modeCoverage
    .make()
    .measure({ generated, reference: generated, problem: { source: target, target } });
  return { share: Number(values['mode-coverage/share']), balance: Number(values['mode-coverage/balance']) };
}

/** The samples of the first components only. */
function onlyBelow(drawn: Points, limit: number): Points {
  const rows = [...(drawn.components ?? []).keys()].filter((row) => Number(drawn.components?.[row]) < limit);
  return selectRows(drawn, rows);
}

describe('mode coverage', () => {
  test.each([4, 8, 300, 3000])('of a perfect sampler of %i components is full and fair', (modes) => {
    const { share, balance } = measure(ring(modes).sample(1000, stream(0)), modes);
    // A mode that expects 20 samples gets less than 2 with probability 4e-8, times 50 modes.
    expect(share).toBe(1);
    // sqrt(50 / 1000) / 2.5 = 0.09 on average, with a deviation below 0.01.
    expect(balance).toBeLessThan(0.14);
  });

  test.each([
    [8, 2, 0.25],
    [3000, 1500, 0.5],
  ])('of %i components with samples on %i of them is that share', (modes, reached, expected) => {
    const { share, balance } = measure(onlyBelow(ring(modes).sample(2000, stream(1)), reached), modes);
    expect(Math.abs(share - expected)).toBeLessThan(0.06);
    expect(balance).toBeGreaterThan(1 - expected - 0.06);
  });

  test('of all samples at one of three centers: a third is reached, and two thirds lie in the wrong mode', () => {
    const target = ring(3);
    const [first] = target.mixture?.components ?? [];
    const generated = points(
      2,
      Float64Array.from({ length: 120 }, (_, index) => Number(first?.mean[index % 2])),
    );
    const values = modeCoverage
      .make({ least: 0 })
      .measure({ generated, reference: generated, problem: { source: target, target } });
    expect(values['mode-coverage/share']).toBeCloseTo(1 / 3, 12);
    expect(values['mode-coverage/balance']).toBeCloseTo(2 / 3, 12);
  });

  test('sees that modes are filled unfairly', () => {
    const target = ring(4).sample(1000, stream(2));
    const rows = [...(target.components ?? []).keys()].filter(
      (row) => target.components?.[row] !== 0 || row % 4 === 0,
    );
    const { share, balance } = measure(selectRows(target, rows), 4);
    expect(share).toBe(1);
    // A quarter of a quarter is left of one mode: shares 1/13, 4/13, 4/13, 4/13; |1/4 - 1/13| = 0.173.
    expect(balance).toBeCloseTo(0.173, 1);
  });

  test('does not count samples far from their center as good', () => {
    const drawn = ring(4).sample(400, stream(3));
    const far = points(
      2,
      drawn.values.map((value) => 1.5 * value),
    );
    expect(measure(far, 4).share).toBe(0);
    expect(measure(far, 4).balance).toBeLessThan(0.14);
  });

  test('is not fooled by a stray sample', () => {
    const drawn = ring(4).sample(400, stream(4));
    const rows = [...drawn.values.keys()].filter((row) => row < 400 && drawn.components?.[row] !== 0);
    const stray = Number(drawn.components?.findIndex((component) => component === 0));
    expect(measure(selectRows(drawn, [...rows, stray]), 4).share).toBe(0.75);
  });
});
