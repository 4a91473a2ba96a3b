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

  test.each([3, 4])(
    'extend survivors: a good sample lies within %d deviations, not within their root',
    (within) => {
      // 20 samples a mode, all at the same number of deviations from their centers.
      const target = ring(4);
      const centers = target.mixture?.components.map(({ mean }) => mean) ?? [];
      const share = (off: number) => {
        const values = centers.flatMap(([x, y]) => [Number(x) + off * Math.sqrt(0.3), Number(y)]);
        const generated = points(2, Float64Array.from(new Array<number[]>(20).fill(values).flat()));
        const metric = modeCoverage.make({ within });
        const found = metric.measure({
          generated,
          reference: generated,
          problem: { source: target, target },
        });
        return found['mode-coverage/share'];
      };
      expect(share(within - 0.01)).toBe(1);
      expect(share(within + 0.01)).toBe(0);
    },
  );

  test.each([1, 23, 64, 784])(
    'extend 2: in dimension %i a perfect sampler reaches all modes, a wide one none',
    (dimension) => {
      const means = [-50, 50].map((x) => [x, ...new Array<number>(dimension - 1).fill(1)]);
      const target = mixtureDistribution(equalMixture(means, 2));
      const drawn = target.sample(100, stream(5));
      // The first axis moved by as many deviations.
      const share = (by: number) => {
        const values = drawn.values.map((x, index) => (index % dimension === 0 ? x + by * Math.SQRT2 : x));
        const generated = points(dimension, values);
        const found = modeCoverage
          .make()
          .measure({ generated, reference: generated, problem: { source: target, target } });
        return found['mode-coverage/share'];
      };
      expect(share(0)).toBe(1);
      expect(share(25)).toBe(0);
    },
  );

  test('is not fooled by a stray sample', () => {
    const drawn = ring(4).sample(400, stream(4));
    const rows = [...drawn.values.keys()].filter((row) => row < 400 && drawn.components?.[row] !== 0);
    const stray = Number(drawn.components?.findIndex((component) => component === 0));
    expect(measure(selectRows(drawn, [...rows, stray]), 4).share).toBe(0.75);
  });
});
