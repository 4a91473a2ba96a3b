import { definePlugin, type ExactQuestion, type ExactValues, type Points, required } from '@highorder/core';
import { exactFlow, lacksExactFlow, mixturePathOf } from '@highorder/oracle';
import { z } from 'zod';
import { exactEuler } from './exact-euler.ts';
import { quantile } from './quantile.ts';

/**
 * The distance of each sample from where the exact flow carries the same source point, in the data's units: its median, its
 * 90 % quantile and its mean. Beside it, `endpoint-error/euler` is the median of what Euler's method on the exact velocity
 * makes with the same steps: a flow below it knows more than an instantaneous velocity.
 *
 * A perfect flow has no error at all, so its floor is 0. On a path that does not begin at its source, samples and exact ends still
 * start from the same source points: the map that was learned is compared, not what starting beside the path costs. The exact flow is that of independently coupled source and target;
 * where the flow is trained on another coupling it is not what training aims at.
 *
 * Near the lines that part two modes the exact flow sends neighbors far apart, so the mean is ruled by few points; rank by
 * the median. Points that are not finite count as infinitely far.
 */
export default definePlugin({
  kind: 'metric',
  name: 'endpoint-error',
  summary: 'Distance of each sample from the end of the exact flow, for problems between mixtures.',
  cite: ['hairer1993solving'],
  options: z.strictObject({
    points: z
      .int()
      .positive()
      .default(400)
      .describe('Points looked at, the first so many; fewer where there are fewer.'),
    tolerance: z
      .number()
      .min(1e-14)
      .max(1e-2)
      .default(1e-7)
      .describe('Error of a step of the exact flow, relative to the size of coordinates.'),
  }),
  create: ({ points, tolerance }) => {
    const exact = ({ source, problem, grids }: Pick<ExactQuestion, 'source' | 'problem' | 'grids'>) => {
      const path = mixturePathOf(problem);
      const start = firstValues(source, points);
      const ends = exactFlow(path, { tolerance }).move(start, 0, 1);
      const euler = grids.map((times): [string, number[]] => {
        const errors = distances(exactEuler(path, start, times), ends, source.dimension);
        return [eulerName(times), [quantile(errors, 0.5)]];
      });
      return { ends, ...Object.fromEntries(euler) };
    };
    return {
      points,
      values: () => ['median', 'q90', 'mean', 'euler'].map((name) => `endpoint-error/${name}`),
      unsuitable: lacksExactFlow,
      exact,
      measure({ generated, problem, ...asked }) {
        const source = required(asked.source, 'endpoint-error needs the source points of the samples.');
        const times = required(asked.times, 'endpoint-error needs the times of the steps.');
        const known: ExactValues = asked.exact ?? exact({ source, problem, grids: [times] });
        const ends = required(known['ends'], 'endpoint-error needs the ends of the exact flow.');
        const errors = distances(firstValues(generated, points), ends, source.dimension);
        return {
          'endpoint-error/median': quantile(errors, 0.5),
          'endpoint-error/q90': quantile(errors, 0.9),
          'endpoint-error/mean': errors.reduce((sum, error) => sum + error, 0) / errors.length,
          'endpoint-error/euler': Number(known[eulerName(times)]?.[0]),
        };
      },
      floor: () => ({
        'endpoint-error/median': 0,
        'endpoint-error/q90': 0,
        'endpoint-error/mean': 0,
        'endpoint-error/euler': 0,
      }),
    };
  },
});

/** Grids of an evaluation differ in their number of steps. */
function eulerName(times: Float64Array): string {
  return `euler/${times.length - 1}`;
}

function firstValues({ values, count, dimension }: Points, limit: number): Float64Array {
  return values.slice(0, Math.min(count, limit) * dimension);
}

/** Distances of points from their partners, ascending. */
function distances(some: ArrayLike<number>, others: ArrayLike<number>, dimension: number): Float64Array {
  return Float64Array.from({ length: others.length / dimension }, (_, row) => {
    let squares = 0;
    for (let at = row * dimension; at < (row + 1) * dimension; at++) {
      squares += (Number(some[at]) - Number(others[at])) ** 2;
    }
    return Number.isNaN(squares) ? Infinity : Math.sqrt(squares);
  }).sort();
}
