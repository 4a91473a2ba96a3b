import { pathDerivative, randomStream } from '@highorder/core';
import { exactFields } from '@highorder/oracle';
import { expect, test } from 'vitest';
import { openPath, openProblem, pathNames } from '../problems.ts';
import { circleFields, circleMoments, drawPairs } from './circle-moments.ts';
import { endMoments } from './pair-moments.ts';
import { pathFrame } from './path-frame.ts';
import { readingsAt } from './readings.ts';
import { studyProblem } from './study.ts';

/** Short alone, not beside other work. */
const timeout = 30_000;

const PAIRS = 4000;

/** Beyond 5 standard errors of a mean: one false alarm in 1.7 million for each of the 25 comparisons. */
const ALARM = 5;

/**
 * What readings say of pairs, against plain means over independent random pairs: their derivatives come from the path's
 * jets, and only u, e_2 from the oracle. The scatter of the readings themselves counts too.
 */
test.each(pathNames)('readings on %s agree with plain Monte Carlo', { timeout }, async (name) => {
  const [ends, interpolant] = [await openProblem('four-modes'), await openPath(name)];
  const [{ source, target }, t] = [ends, 0.45];
  const frame = pathFrame(interpolant, t, 2);
  const circle = circleFields(source, target).at(frame.angle);
  const readings = drawPairs(source, target, 512, 6).map((set) =>
    readingsAt(frame, endMoments(source, target), circleMoments(circle, set, 2)),
  );
  const pairs = { x0: draw(source, 'source'), x1: draw(target, 'target'), dimension: 2 };
  const times = new Float64Array(PAIRS).fill(t);
  const at = (k: number) => pathDerivative(interpolant, { ...pairs, t: times }, k);
  const [x, first, second] = [at(0), at(1), at(2)];
  const fields = exactFields({ ...ends, interpolant }).at(t);
  const [u, e2] = [fields.velocity(x), fields.conditional(x, 2)];
  const zeros = new Float64Array(2 * PAIRS);
  const cases = [
    { name: 'gap12', values: squares(first, second) },
    { name: 'noise1', values: squares(first, u) },
    { name: 'noise2', values: squares(second, e2) },
    { name: 'means12', values: squares(u, e2) },
    {
      name: 'size1',
      values: squares(first, zeros),
    },
    {
      name: 'size2',
      values: squares(second, zeros),
    },
  ] as const;
  for (const { name: reading, values } of cases) {
    const [plain, exact] = [summary(values), summary(readings.map((each) => each[reading]))];
    const distance = Math.abs(plain.mean - exact.mean);
    expect(distance, reading).toBeLessThan(ALARM * Math.hypot(plain.error, exact.error) + 1e-12);
  }
});

/** The same over time: a mean over random times and pairs, against the study's quadrature and interpolation. */
test('averages over time agree with plain Monte Carlo', { timeout }, async () => {
  const [ends, interpolant] = [await openProblem('four-modes'), await openPath('ot')];
  const study = studyProblem(ends.source, ends.target, { points: 24, replicates: 8, step: 0.25 });
  const { value, error } = study.averages(interpolant, 2).estimate((mean) => mean('noise1'));
  const random = randomStream({ seed: 4, purpose: 'times' });
  const [fields, x0, x1] = [
    exactFields({ ...ends, interpolant }),
    draw(ends.source, 'sources'),
    draw(ends.target, 'targets'),
  ];
  const values = Array.from({ length: PAIRS }, (_, row) => {
    const t = random.uniform();
    const [start, end] = [x0.subarray(2 * row, 2 * row + 2), x1.subarray(2 * row, 2 * row + 2)];
    const u = fields.at(t).velocity(end.map((to, axis) => t * to + (1 - t) * Number(start[axis])));
    return u.reduce((sum, rate, axis) => sum + (Number(end[axis]) - Number(start[axis]) - rate) ** 2, 0);
  });
  const plain = summary(values);
  expect(Math.abs(plain.mean - value)).toBeLessThan(ALARM * Math.hypot(plain.error, error));
});

function draw(mixture: Awaited<ReturnType<typeof openProblem>>['source'], purpose: string): Float64Array {
  const random = randomStream({ seed: 3, purpose });
  const values = new Float64Array(2 * PAIRS);
  for (let row = 0; row < PAIRS; row++) {
    const component = mixture.components[random.integer(mixture.components.length)];
    for (let axis = 0; axis < 2; axis++) {
      const deviation = Math.sqrt(Number(component?.covariance[0]));
      values[2 * row + axis] = Number(component?.mean[axis]) + deviation * random.normal();
    }
  }
  return values;
}

/** |a - b|^2 row by row. */
function squares(a: Float64Array, b: Float64Array): readonly number[] {
  return Array.from(
    { length: PAIRS },
    (_, row) =>
      (Number(a[2 * row]) - Number(b[2 * row])) ** 2 + (Number(a[2 * row + 1]) - Number(b[2 * row + 1])) ** 2,
  );
}

function summary(values: readonly number[]) {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
  return { mean, error: Math.sqrt(variance / values.length) };
}
