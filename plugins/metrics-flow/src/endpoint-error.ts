import { type Comparison, definePlugin, type Points, points as pointsOf, required } from '@highorder/core';
import { exactFlow, lacksExactFlow, mixturePathOf } from '@highorder/oracle';
import { z } from 'zod';
import { exactEuler } from './exact-euler.ts';
import { quantile } from './quantile.ts';

/**
 * The distance of each sample from where the exact flow carries the same source point, in the data's units: its median, its
 * 90 % quantile and its mean. Beside it, `endpoint-error/euler` is the median of what Euler's method on the exact velocity
 * makes with the same steps: a flow below it knows more than an instantaneous velocity.
 *
 * A perfect flow has no error at all, so its floor is 0. The exact flow is that of independently coupled source and target;
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
    // The same source points are carried by flows of several numbers of steps.
    const known = new WeakMap<Points, Float64Array>();
    const endsOf = (source: Points, problem: Comparison['problem']): Float64Array => {
      const found = known.get(source);
      if (found !== undefined) return found;
      const flow = exactFlow(mixturePathOf(problem), { tolerance });
      const ends = flow.move(firstValues(source, points), 0, 1);
      known.set(source, ends);
      return ends;
    };
    return {
      points,
      unsuitable: lacksExactFlow,
      measure({ generated, problem, ...asked }) {
        const source = required(asked.source, 'endpoint-error needs the source points of the samples.');
        const times = required(asked.times, 'endpoint-error needs the times of the steps.');
        const ends = endsOf(source, problem);
        const start = firstValues(source, points);
        const errors = distances(firstValues(generated, points), ends, source.dimension);
        const euler = distances(exactEuler(mixturePathOf(problem), start, times), ends, source.dimension);
        return {
          'endpoint-error/median': quantile(errors, 0.5),
          'endpoint-error/q90': quantile(errors, 0.9),
          'endpoint-error/mean': errors.reduce((sum, error) => sum + error, 0) / errors.length,
          'endpoint-error/euler': quantile(euler, 0.5),
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

function firstValues({ values, count, dimension }: Points, limit: number): Float64Array {
  return values.slice(0, Math.min(count, limit) * dimension);
}

/** Distances of points from their partners, ascending. */
function distances(some: Float64Array, others: Float64Array, dimension: number): Float64Array {
  const { count } = pointsOf(dimension, others);
  return Float64Array.from({ length: count }, (_, row) => {
    let squares = 0;
    for (let at = row * dimension; at < (row + 1) * dimension; at++) {
      squares += (Number(some[at]) - Number(others[at])) ** 2;
    }
    return Number.isNaN(squares) ? Infinity : Math.sqrt(squares);
  }).sort();
}
