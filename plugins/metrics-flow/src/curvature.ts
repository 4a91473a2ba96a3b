import { definePlugin, type FlowPath, required } from '@highorder/core';
import { z } from 'zod';
import { pathMetric, pathOptions } from './path-metric.ts';
import { lengthsOf, pathSegments, type PathSegments } from './path-segments.ts';

/**
 * How much the paths of the sampler bend, whatever their speed:
 *
 * - `curvature/turning`: the mean over paths of the total curvature, the integral of the curvature along the path, in radians. It is
 *   the integral over t of |a_n| / |v|, with a_n the part of the acceleration across the velocity v. For a path of straight
 *   steps it is the sum of the angles between one step and the next, which grows to the integral as steps get shorter.
 * - `curvature/excess`: E[length of the path] / E[distance of its ends] - 1.
 *
 * Both are 0 for straight paths only, and know neither units nor clock. The floor is what the exact flow scores at the same
 * times; less than it means another flow than that of independently coupled points, not a better one. Steps that do not
 * move have no direction and are passed over.
 *
 * Source: Milnor, On the Total Curvature of Knots, Annals of Mathematics 52, 1950, section 1: the curvature of a polygon.
 */
export default definePlugin({
  kind: 'metric',
  name: 'curvature',
  summary: 'How much the paths of the sampler turn, and how much longer they are than straight lines.',
  cite: ['milnor1950total'],
  options: z.strictObject(pathOptions),
  create: (options) => pathMetric({ ...options, names: ['curvature/turning', 'curvature/excess'], valuesOf }),
});

function valuesOf(path: FlowPath): Readonly<Record<string, number>> {
  const segments = pathSegments(path);
  const { dimension, steps, whole } = segments;
  const count = whole.length / dimension;
  const total = (vectors: Float64Array) => lengthsOf(vectors, dimension).reduce((sum, each) => sum + each, 0);
  const length = steps.reduce((sum, { shift }) => sum + total(shift), 0);
  const turning = Array.from({ length: count }, (_, row) => turningOf(segments, row));
  return {
    'curvature/turning': turning.reduce((sum, each) => sum + each, 0) / count,
    'curvature/excess': length / total(whole) - 1,
  };
}

/** The sum of the angles between the steps of one path. */
function turningOf({ steps, dimension }: PathSegments, row: number): number {
  const moving = steps
    .map(({ shift }) => shift.subarray(row * dimension, (row + 1) * dimension))
    .filter((shift) => shift.some((value) => value !== 0));
  return moving
    .slice(1)
    .reduce((sum, shift, before) => sum + angle(required(moving[before], 'A step before.'), shift), 0);
}

/** The angle between two vectors, exact also where it is small: 2 atan2(| a/|a| - b/|b| |, | a/|a| + b/|b| |) (Kahan). */
function angle(one: Float64Array, other: Float64Array): number {
  const [a, b] = [Math.hypot(...one), Math.hypot(...other)];
  const difference = one.map((value, axis) => value / a - Number(other[axis]) / b);
  const sum = one.map((value, axis) => value / a + Number(other[axis]) / b);
  return 2 * Math.atan2(Math.hypot(...difference), Math.hypot(...sum));
}
