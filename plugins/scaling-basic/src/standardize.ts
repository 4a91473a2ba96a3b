import { definePlugin, InputError, type Points } from '@highorder/core';
import { z } from 'zod';

/** A spread below this part of the size of the coordinates is round-off. */
const POINT_LIKE = 1e-12;

/**
 * z = (x - center) / scale, so that the target has mean 0 and a coordinate of it mean square 1:
 *
 *   center = mean of the target,   scale^2 = mean over points and coordinates of (x - center)^2.
 *
 * One scale for all coordinates: shapes and angles stay. Source and target share the map. Throws where the target is a
 * single point.
 */
export default definePlugin({
  kind: 'scaling',
  name: 'standardize',
  summary: 'Gives the target mean 0 and unit spread.',
  cite: [],
  options: z.strictObject({}),
  create: () => ({
    fit({ target }) {
      const center = meanOf(target);
      return { center, scale: spreadOf(target, center) };
    },
  }),
});

function meanOf({ count, dimension, values }: Points): readonly number[] {
  const sum = new Float64Array(dimension);
  values.forEach((value, index) => {
    sum[index % dimension] = Number(sum[index % dimension]) + value;
  });
  return Array.from(sum, (total) => total / count);
}

function spreadOf({ values, dimension }: Points, center: readonly number[]): number {
  const squares = values.reduce(
    (sum, value, index) => sum + (value - Number(center[index % dimension])) ** 2,
    0,
  );
  const spread = Math.sqrt(squares / values.length);
  const size = Math.max(...center.map(Math.abs));
  if (spread > POINT_LIKE * size) return spread;
  throw new InputError({
    where: 'scaling standardize',
    message: `The target is a single point, (${center.join(', ')}): it has no spread to divide by.`,
    expected: 'a target with at least two different points',
    fix: 'Use `scaling: { use: none }`, or another target.',
  });
}
