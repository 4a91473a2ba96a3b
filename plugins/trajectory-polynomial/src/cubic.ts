import { definePlugin, type Interpolant, unitInterval } from '@highorder/core';
import { z } from 'zod';

/**
 * The cubic path: it leaves the source and meets the data at rest.
 *
 *   alpha(t) = 3 t^2 - 2 t^3    weight of the data point x1
 *   beta(t)  = 1 - alpha(t)     weight of the source point x0
 *
 * The straight path with its clock changed, so the flow map from 0 to 1 is the same. Every domain is [0, 1].
 *
 * Source: the path of the cubic experiments of HOMO, arXiv 2502.00688, with alpha on the data.
 */
export default definePlugin({
  kind: 'interpolant',
  name: 'cubic',
  summary: 'The cubic path, at rest at both ends.',
  cite: ['chen2025homo'],
  options: z.strictObject({}),
  create: (): Interpolant => ({
    domain: () => unitInterval,
    weights(t) {
      const alpha = t.times(t).times(t.affine(-2, 3));
      return { alpha, beta: alpha.affine(-1, 1) };
    },
  }),
});
