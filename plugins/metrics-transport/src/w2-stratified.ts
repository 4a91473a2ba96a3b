import { definePlugin, type DrawScheme, type Points, points as pointsOf } from '@highorder/core';
import { exactFlow, lacksExactFlow, lacksMixture, mixturePathOf, stratifiedDraws } from '@highorder/oracle';
import { z } from 'zod';
import { exactTransport } from './exact-transport.ts';
import { firstPoints } from './first-points.ts';
import { matchedPoints } from './transport-options.ts';

/** Stratified draws (`stratifiedDraws`) of a distribution that is a mixture; independent ones of any other. */
const stratified: DrawScheme = {
  name: 'stratified',
  draw: (distribution, count, random) =>
    distribution.mixture === undefined
      ? distribution.sample(count, random)
      : stratifiedDraws(distribution.mixture, count, random),
};

/** Error of a step of the exact flow, relative to the size of coordinates: far below what the distance resolves. */
const TOLERANCE = 1e-4;

/**
 * The exact 2-Wasserstein distance (`exactTransport`) between the flow's image of a stratified draw of the source and a
 * stratified draw of the target: fair counts a component, and quasi-random noise inside each. In the data's units.
 *
 * Its floor is what the exact flow itself scores from where the path begins (stratified source points on most paths), where source and
 * target are mixtures and the path is known; else the distance of two such draws of the target, which is a little lower, since the exact image of a
 * stratified source is not quite a stratified target. It is far below that of `w2`, so that it can rank flows.
 */
export default definePlugin({
  kind: 'metric',
  name: 'w2-stratified',
  summary: 'Exact 2-Wasserstein distance between stratified draws, for targets that are mixtures.',
  cite: ['peyre2019computational', 'owen1998scrambling'],
  options: z.strictObject({ points: matchedPoints }),
  create: ({ points }) => ({
    points,
    scheme: stratified,
    unsuitable: lacksMixture,
    measure(comparison) {
      const { generated, reference } = firstPoints(comparison, points);
      return { 'w2-stratified': exactTransport(generated, reference) };
    },
    floor({ source, reference, problem }) {
      if (lacksExactFlow(problem) !== undefined) return undefined;
      const flow = exactFlow(mixturePathOf(problem), { tolerance: TOLERANCE });
      const ends = flow.move(first(source, points), 0, 1);
      const generated = pointsOf(source.dimension, ends);
      return {
        'w2-stratified': exactTransport(generated, pointsOf(source.dimension, first(reference, points))),
      };
    },
  }),
});

function first({ values, count, dimension }: Points, limit: number): Float64Array {
  return values.slice(0, Math.min(count, limit) * dimension);
}
