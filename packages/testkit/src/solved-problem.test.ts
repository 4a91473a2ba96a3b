import { identityClock, pathDerivative } from '@highorder/core';
import { exactFields, exactFlow } from '@highorder/oracle';
import { describe, expect, test } from 'vitest';
import { logarithmicClock } from './example-clock.ts';
import { examplePaths } from './example-paths.ts';
import { expectClose } from './expect-close.ts';
import { finiteDifference } from './finite-difference.ts';
import { crossingPairs, pairsOnTheFlow, type SolvedProblem } from './solved-problem.ts';

const steps = [1 / 2, 1 / 8, 0];
const clocks = { 'no clock': identityClock, 'a clock': logarithmicClock() };
const choices = Object.entries(examplePaths).flatMap(([path, interpolant]) =>
  Object.entries(clocks).map(([name, clock]) => ({ name: `${path}, ${name}`, interpolant, clock, steps })),
);

/** x(t) of each row. */
function pointsOf({ interpolant, rows }: SolvedProblem): readonly Float64Array[] {
  const all = pathDerivative(interpolant, rows, 0);
  return Array.from(rows.t, (_, row) => all.slice(2 * row, 2 * row + 2));
}

describe.each(choices)('$name', (choice) => {
  test.each([pairsOnTheFlow, crossingPairs])(
    '%o: derivatives are those of the flow, and steps stay inside',
    (make) => {
      const problem = make(choice);
      const { rows, trajectories, clock } = problem;
      pointsOf(problem).forEach((x, row) => {
        const [t, d] = [Number(rows.t[row]), Number(rows.d[row])];
        expect(t).toBeGreaterThanOrEqual(0.1 - 1e-12);
        expect(t + d).toBeLessThanOrEqual(0.9 + 1e-12);
        const reading = clock.reading(t + d) - clock.reading(t);
        expect(Math.min(...steps.map((step) => Math.abs(step - reading)))).toBeLessThan(1e-12);
        const [axis] = [row % 2];
        for (const k of [1, 2]) {
          const slope = finiteDifference((time) => Number(trajectories.move(x, t, time)[axis]), t, k, 0.02);
          expectClose(`a_${k}`, trajectories.derivative(x, t, k)[axis] ?? 0, slope, {
            relative: 1e-5,
            absolute: 1e-5,
          });
        }
        const middle = trajectories.move(x, t, t + d / 2);
        expectClose('flow', trajectories.move(middle, t + d / 2, t + d), trajectories.move(x, t, t + d), {
          absolute: 1e-12,
        });
      });
    },
  );

  test('pairs on the flow move as it does, to every order', () => {
    const problem = pairsOnTheFlow(choice);
    for (const k of [1, 2, 3]) {
      const moved = pathDerivative(problem.interpolant, problem.rows, k);
      pointsOf(problem).forEach((x, row) => {
        const wanted = Array.from(moved.slice(2 * row, 2 * row + 2));
        expectClose('exact', problem.trajectories.derivative(x, Number(problem.rows.t[row]), k), wanted, {
          relative: 1e-9,
        });
        expectClose('mean', problem.conditional(x, Number(problem.rows.t[row]), k), wanted, {
          relative: 1e-9,
        });
      });
    }
  });

  test('crossing pairs are two normals: fields and flow are those of the oracle, scatter that of the twins', () => {
    const problem = crossingPairs(choice);
    const { interpolant, rows } = problem;
    const normal = (mean: readonly number[], variances: readonly [number, number]) => ({
      ...{
        dimension: 2,
        components: [{ weight: 1, mean: [...mean], covariance: [variances[0], 0, 0, variances[1]] }],
      },
    });
    const path = {
      source: normal([0.3, -0.5], [1, 0.5]),
      target: normal([1.2, 0.8], [0.3, 1.5]),
      interpolant,
    };
    const [fields, flow] = [exactFields(path), exactFlow(path)];
    const points = pointsOf(problem);
    for (const k of [1, 2, 3]) {
      const [derivatives, scatter] = [pathDerivative(interpolant, rows, k), problem.scatter(k)];
      for (let row = 0; row < rows.rows; row += 2) {
        const [t, x] = [Number(rows.t[row]), points[row] ?? new Float64Array(2)];
        const [one, other] = [
          derivatives.slice(2 * row, 2 * row + 2),
          derivatives.slice(2 * row + 2, 2 * row + 4),
        ];
        expectClose('one point', x, points[row + 1] ?? [], { absolute: 1e-12 });
        const mean = fields.at(t).conditional(x, k);
        const tolerance = { relative: 1e-8, absolute: 1e-8 };
        expectClose('mean', problem.conditional(x, t, k), mean, tolerance);
        expectClose(
          'mean of twins',
          one.map((value, axis) => (value + Number(other[axis])) / 2),
          mean,
          tolerance,
        );
        expectClose(
          'material',
          problem.trajectories.derivative(x, t, k),
          fields.at(t).material(x, k),
          tolerance,
        );
        const square = one.reduce((sum, value, axis) => sum + (value - Number(mean[axis])) ** 2, 0);
        expectClose('scatter', Number(scatter[row]), square, tolerance);
        if (k === 1) {
          const covariance = fields.at(t).covariance(x);
          expectClose('covariance', Number(covariance[0]) + Number(covariance[3]), square, tolerance);
        }
        const end = t + Number(rows.d[row]);
        expectClose('flow', problem.trajectories.move(x, t, end), flow.move(x, t, end), { absolute: 1e-9 });
      }
    }
  });

  test('stretch and growth of crossing pairs are slopes of the flow and of its velocity in x', () => {
    const problem = crossingPairs(choice);
    const [point] = pointsOf(problem);
    const x = point ?? new Float64Array(2);
    const [t, d] = [Number(problem.rows.t[0]), Number(problem.rows.d[0])];
    const slopes = (of: (at: Float64Array) => Float64Array) =>
      [0, 1].map((axis) =>
        finiteDifference((value) => Number(of(x.with(axis, value))[axis]), Number(x[axis]), 1, 0.1),
      );
    const seen: { stretch: number; growth: number }[] = [];
    problem.sumOverAxes(({ stretch, growth }) => seen.push({ stretch, growth: growth(1) }));
    const [first, second] = seen;
    expectClose(
      'stretch',
      [first?.stretch ?? 0, second?.stretch ?? 0],
      slopes((at) => problem.trajectories.move(at, t, t + d)),
      { relative: 1e-6 },
    );
    expectClose(
      'growth',
      [first?.growth ?? 0, second?.growth ?? 0],
      slopes((at) => problem.trajectories.derivative(at, t, 1)),
      { relative: 1e-6 },
    );
  });
});
