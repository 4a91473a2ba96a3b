import { exactFields } from '@highorder/oracle';
import { expect, test } from 'vitest';
import { openPath, openProblem, pathNames } from '../problems.ts';
import { circleFields } from './circle-moments.ts';
import { pathFrame } from './path-frame.ts';
import { affineWeights, redundancyResidual } from './redundancy.ts';

const x = Float64Array.of(2.4, 2.3, -4.1, 6.2, 0.3, -7.5);

/** The oracle goes along each path with the path's own jets; here all comes from the circle. */
test.each(pathNames)(
  'flow lines of %s are those of the circle, with another clock and length',
  async (name) => {
    const [ends, interpolant] = [await openProblem('four-modes'), await openPath(name)];
    for (const t of [0.15, 0.5, 0.9]) {
      const { angle, line } = pathFrame(interpolant, t, 3);
      const radius = Number(line[0]?.[0]);
      const y = x.map((value) => value / radius);
      const circle = circleFields(ends.source, ends.target).at(angle);
      const derivatives = [y, ...[1, 2, 3].map((k) => circle.material(y, k))];
      const path = exactFields({ ...ends, interpolant }).at(t);
      for (const k of [1, 2, 3]) {
        const expected = path.material(x, k);
        const size = Math.max(...expected.map(Math.abs));
        expected.forEach((value, at) => {
          const found = derivatives.reduce(
            (sum, each, j) => sum + Number(line[k]?.[j]) * Number(each[at]),
            0,
          );
          expect(Math.abs(found - value) / size).toBeLessThan(1e-10);
        });
      }
    }
  },
);

test('the affine weights of known paths', async () => {
  const t = 0.3;
  const straight = affineWeights(await openPath('ot'), t, 2);
  expect([straight.x, straight.u]).toEqual([expect.closeTo(0, 14), expect.closeTo(0, 14)]);
  const cubic = affineWeights(await openPath('cubic'), t, 2);
  expect(cubic.x).toBeCloseTo(0, 12);
  expect(cubic.u).toBeCloseTo((1 - 2 * t) / (t * (1 - t)), 12);
  const turning = affineWeights(await openPath('trigonometric'), t, 2);
  expect(turning.x).toBeCloseTo(-((Math.PI / 2) ** 2), 12);
  expect(turning.u).toBeCloseTo(0, 12);
});

test.each(pathNames)('conditional targets of %s are affine in x and u', async (name) => {
  const [ends, interpolant] = [await openProblem('five-modes'), await openPath(name)];
  for (const k of [2, 3]) {
    const residual = redundancyResidual(ends, interpolant, { k, times: [0.1, 0.5, 0.9], points: 16 });
    expect(residual).toBeLessThan(1e-12);
  }
});
