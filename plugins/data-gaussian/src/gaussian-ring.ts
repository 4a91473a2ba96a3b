import { definePlugin, equalMixture, mixtureDistribution } from '@highorder/core';
import { z } from 'zod';
import { coordinate, variance as anyVariance } from './sizes.ts';

/**
 * Gaussians of equal weight and covariance variance * I, evenly on a circle about the origin of the plane:
 *
 *   mean_k = radius (cos a_k, sin a_k),   a_k = rotation + 360 k / modes degrees,   k = 0 ... modes - 1
 *
 * Source: the ring problems of HOMO, arXiv 2502.00688; as "8 gaussians" a usual toy of the field.
 */
export default definePlugin({
  kind: 'data',
  name: 'gaussian-ring',
  summary: 'Gaussians evenly on a circle.',
  cite: ['chen2025homo'],
  options: z.strictObject({
    modes: z.int().positive().max(100_000).default(8).describe('Number of Gaussians.'),
    radius: coordinate.nonnegative().default(10).describe('Distance of their centers from the origin.'),
    variance: anyVariance.default(0.3).describe('Variance of every coordinate of each.'),
    rotation: z.number().default(0).describe('Angle of the first center, in degrees.'),
  }),
  create: ({ modes, radius, variance, rotation }) => {
    const means = Array.from({ length: modes }, (_, k) => {
      const angle = (rotation / 180) * Math.PI + (2 * Math.PI * k) / modes;
      return [radius * Math.cos(angle), radius * Math.sin(angle)];
    });
    return mixtureDistribution(equalMixture(means, variance));
  },
});
