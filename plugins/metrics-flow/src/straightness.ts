import { definePlugin, type FlowPath } from '@highorder/core';
import { z } from 'zod';
import { pathMetric, pathOptions } from './path-metric.ts';
import { pathSegments } from './path-segments.ts';

/**
 * How far the paths of the sampler are from being straight at constant speed. Over paths Z from source points,
 *
 *   S(Z) = integral over t from 0 to 1 of E |(Z_1 - Z_0) - dZ_t/dt|^2
 *
 * which is 0 if and only if one Euler step follows every path to its end. `straightness/mean` is S, in squared units of the
 * data; `straightness/relative` is S / E |Z_1 - Z_0|^2. The velocity is that of each step, (Z_(n+1) - Z_n) / (t_(n+1) - t_n), so
 * that flows of every order are measured by what their sampler does; what steps hide is of the size of their square.
 *
 * The floor is what the exact flow scores at the same times. A path may be far from straight and right: straighter than
 * the floor means another flow than that of independently coupled points, not a better one.
 *
 * Source: Liu, Gong and Liu, Flow Straight and Fast, arXiv 2209.03003, section 2.2, the straightness S(Z).
 */
export default definePlugin({
  kind: 'metric',
  name: 'straightness',
  summary: 'How far the paths of the sampler are from straight lines at constant speed.',
  cite: ['liu2023rectified'],
  options: z.strictObject(pathOptions),
  create: (options) =>
    pathMetric({ ...options, names: ['straightness/mean', 'straightness/relative'], valuesOf }),
});

function valuesOf(path: FlowPath): Readonly<Record<string, number>> {
  const { steps, whole, dimension } = pathSegments(path);
  const count = whole.length / dimension;
  const bend = steps.reduce((sum, { duration, shift }) => {
    const squares = shift.reduce((all, moved, at) => all + (Number(whole[at]) - moved / duration) ** 2, 0);
    return sum + duration * squares;
  }, 0);
  const size = whole.reduce((sum, value) => sum + value * value, 0);
  return { 'straightness/mean': bend / count, 'straightness/relative': bend / size };
}
