import { type GaussianMixture, randomStream, required } from '@highorder/core';
import { describe, expect, test } from 'vitest';
import { mixtureDensity } from '../mixture-density.ts';
import { stratifiedDraws } from '../stratified-draws.ts';
import { fourModes, paths, ring, tilted, tiltedPoints } from '../testing/problems.ts';
import { exactFields } from './exact-fields.ts';
import { exactFlow } from './exact-flow.ts';
import { goldenEnds } from './four-modes-ends.golden.ts';

const distance = (one: ArrayLike<number>, other: ArrayLike<number>) =>
  Math.hypot(...Array.from(one, (value, index) => value - Number(other[index])));

test.each(goldenEnds)('golden end of four modes on $path', ({ path, from, to }) => {
  const flow = exactFlow({ ...fourModes, interpolant: paths[path] });
  const end = flow.move(Float64Array.from(from), 0, 1);
  // The golden ends have nine digits.
  expect(distance(end, to) / Math.hypot(...to)).toBeLessThan(2e-9);
  expect(distance(flow.move(end, 1, 0), from)).toBeLessThan(1e-8);
});

describe.each(['ot', 'cubic', 'vp'] as const)('the flow of tilted mixtures on %s', (name) => {
  const problem = { ...tilted, interpolant: paths[name] };
  const flow = exactFlow(problem);
  const fields = exactFields(problem);

  test('has the exact velocity', () => {
    const t = 0.45;
    const step = 1e-3;
    const ahead = [1, 2].map((k) => flow.move(tiltedPoints, t, t + k * step));
    const behind = [1, 2].map((k) => flow.move(tiltedPoints, t, t - k * step));
    const derivative = tiltedPoints.map((_, index) => {
      const difference = (k: number) => Number(ahead[k]?.[index]) - Number(behind[k]?.[index]);
      return (8 * difference(0) - difference(1)) / (12 * step);
    });
    expect(distance(derivative, fields.at(t).velocity(tiltedPoints))).toBeLessThan(1e-7);
  });

  test('goes there in two stages, and back', () => {
    const end = flow.move(tiltedPoints, 0.1, 0.9);
    expect(distance(flow.move(flow.move(tiltedPoints, 0.1, 0.6), 0.6, 0.9), end)).toBeLessThan(1e-9);
    expect(distance(flow.move(end, 0.9, 0.1), tiltedPoints)).toBeLessThan(1e-9);
    expect(distance(flow.move(tiltedPoints, 0.3, 0.3), tiltedPoints)).toBeLessThan(1e-14);
  });

  test('has a likelihood that its divergence explains', () => {
    // log q(x) = log p_source(x(0)) - integral of div u along the line, by Simpson's rule up to t = 0.99; the rest of the way
    // is a difference of the path's own densities, since the velocity of vp has no limit at 1.
    const end = 0.99;
    const intervals = 200;
    const x = flow.move(tiltedPoints, 0.5, 1);
    const start = flow.move(x, 1, 0);
    let point = start;
    const integral = new Float64Array(tiltedPoints.length / 3);
    for (let k = 0; k <= intervals; k++) {
      const t = (end * k) / intervals;
      const weight = (k === 0 || k === intervals ? 1 : k % 2 === 1 ? 4 : 2) * (end / intervals / 3);
      fields
        .at(t)
        .divergence(point)
        .forEach((value, row) => {
          integral[row] = Number(integral[row]) + weight * value;
        });
      if (k < intervals) point = flow.move(point, t, (end * (k + 1)) / intervals);
    }
    const source = mixtureDensity(tilted.source);
    const [last, before] = [fields.at(1).logDensity(x), fields.at(end).logDensity(point)];
    flow.logLikelihood(x).forEach((value, row) => {
      const initial = source.logDensity(start.subarray(3 * row, 3 * row + 3));
      const rest = Number(last[row]) - Number(before[row]);
      expect(value).toBeCloseTo(initial - Number(integral[row]) + rest, 5);
    });
  });
});

test('the likelihood is the density of the target where the path starts on the source', () => {
  const flow = exactFlow({ ...tilted, interpolant: paths.cubic });
  const density = mixtureDensity(tilted.target);
  flow.logLikelihood(tiltedPoints).forEach((value, row) => {
    expect(value).toBeCloseTo(density.logDensity(tiltedPoints.subarray(3 * row, 3 * row + 3)), 8);
  });
});

test('it carries the source onto the target in one dimension: quantiles keep their places', () => {
  const gaussian = (mean: number, variance: number) => ({
    dimension: 1,
    components: [{ weight: 1, mean: [mean], covariance: [variance] }],
  });
  const flow = exactFlow({ source: gaussian(1, 4), target: gaussian(-3, 0.25), interpolant: paths.ot });
  const found = flow.move(Float64Array.of(-3, 0, 1, 2.5), 0, 1);
  [-3, 0, 1, 2.5].forEach((x, index) => expect(found[index]).toBeCloseTo(-3 + (0.5 * (x - 1)) / 2, 10));
});

test('a looser tolerance errs more, and by about as much', () => {
  const at = (tolerance?: number) =>
    exactFlow({ ...tilted, interpolant: paths.ot }, tolerance === undefined ? {} : { tolerance }).move(
      tiltedPoints,
      0,
      1,
    );
  const exact = at();
  for (const tolerance of [1e-4, 1e-6, 1e-8]) {
    const error = distance(at(tolerance), exact);
    expect(error).toBeLessThan(30 * tolerance);
    expect(error).toBeGreaterThan(tolerance / 1e4);
  }
  expect(() => at(0.5)).toThrow('exactFlow: The tolerance is 0.5.\n  Expected: a number from 1e-14 to 1e-2');
});

describe('a third axis on which nothing differs', () => {
  const lifted = ({ components }: GaussianMixture): GaussianMixture => ({
    dimension: 3,
    components: components.map(({ weight, mean, covariance: [a, b, c, d] }) => ({
      ...{ weight, mean: [...mean, 0] },
      covariance: [a, b, 0, c, d, 0, 0, 0, 0.3].map(Number),
    })),
  });
  test.each([
    { name: 'four sources', source: fourModes.source },
    { name: 'one source', source: ring(1, 2, 1) },
  ])('leaves the plane as it is, and itself: $name', ({ source }) => {
    const { target } = fourModes;
    const points = stratifiedDraws(source, 12, randomStream({ seed: 4, purpose: 'exact-flow.test' })).values;
    const inSpace = Float64Array.from({ length: 36 }, (_, at) =>
      at % 3 === 2 ? at / 36 : Number(points[2 * Math.floor(at / 3) + (at % 3)]),
    );
    const flat = exactFlow({ source, target, interpolant: paths.ot }).move(points, 0, 1);
    const found = exactFlow({
      ...{ source: lifted(source), target: lifted(target), interpolant: paths.ot },
    }).move(inSpace, 0, 1);
    found.forEach((value, at) => {
      const expected = at % 3 === 2 ? at / 36 : Number(flat[2 * Math.floor(at / 3) + (at % 3)]);
      expect(Math.abs(value - expected)).toBeLessThan(1e-7);
    });
  });
});

test('of tens of thousands of pairs, those that matter come and go along the way', () => {
  const problem = { source: ring(150, 90, 0), target: ring(280, 40, 1), interpolant: paths.ot };
  const [flow, fields] = [exactFlow(problem), exactFields(problem)];
  const start = stratifiedDraws(
    problem.source,
    3,
    randomStream({ seed: 6, purpose: 'exact-flow.test' }),
  ).values;
  const [t, step] = [0.6, 1e-4];
  const [behind, here, ahead] = flow.follow(start, [0, t - step, t, t + step]).slice(1);
  const velocity = fields.at(t).velocity(required(here, 'Three times.'));
  const slopes = velocity.map((_, at) => (Number(ahead?.[at]) - Number(behind?.[at])) / (2 * step));
  // Differences of second order over a step of 1e-4, of a velocity that turns over about 0.01.
  expect(distance(slopes, velocity) / Math.hypot(...velocity)).toBeLessThan(1e-4);
  expect(distance(flow.move(flow.move(start, 0, t), t, 0), start)).toBeLessThan(1e-5);
});

test('short meetings of narrow modes are not passed unseen', () => {
  // Modes a tenth wide and tens apart: between meetings the velocity is constant, and no estimate of an error warns of the next one.
  const problem = { source: ring(12, 60, 0, 0.01), target: ring(24, 40, 0.1, 0.01), interpolant: paths.ot };
  const flow = exactFlow(problem);
  const start = stratifiedDraws(
    problem.source,
    36,
    randomStream({ seed: 8, purpose: 'exact-flow.test' }),
  ).values;
  const parts = flow.follow(
    start,
    Array.from({ length: 301 }, (_, k) => k / 300),
  );
  const [whole, inParts] = [flow.move(start, 0, 1), required(parts[300], 'The last of the times.')];
  whole.forEach((value, at) => expect(Math.abs(value - Number(inParts[at]))).toBeLessThan(1e-6));
});
