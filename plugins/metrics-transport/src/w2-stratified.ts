import { definePlugin, type DrawScheme } from '@highorder/core';
import { lacksMixture, stratifiedDraws } from '@highorder/oracle';
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

/**
 * The exact 2-Wasserstein distance (`exactTransport`) between the flow's image of a stratified draw of the source and a
 * stratified draw of the target: fair counts a component, and quasi-random noise inside each. In the data's units.
 *
 * Its floor, between two such draws of the target, is some ten times below that of `w2`, so that it can rank flows.
 * The exact flow itself scores a little above it: its image of a stratified source is not quite a stratified target.
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
  }),
});
