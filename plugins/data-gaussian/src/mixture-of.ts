import {
  component,
  definePlugin,
  type Distribution,
  type GaussianMixture,
  InputError,
  mixtureDistribution,
  type Points,
  points,
  type RandomStream,
  required,
} from '@highorder/core';
import { z } from 'zod';

/** A distribution and its share of the mass. */
interface Part {
  readonly data: Distribution;
  readonly weight: number;
}

/**
 * A mixture of distributions: p = sum of w_i p_i, weights divided by their sum.
 *
 * Where every part is a mixture of Gaussians, so is the whole, with all components of all parts; points then carry the
 * component they came from. Otherwise each point draws its part by weight, and then a point of it.
 *
 * Throws `InputError` where dimensions differ.
 */
export default definePlugin({
  kind: 'data',
  name: 'mixture-of',
  summary: 'A weighted mixture of other distributions.',
  cite: [],
  options: z.strictObject({
    of: z
      .array(
        z.strictObject({
          data: component('data').describe('A distribution.'),
          weight: z.number().positive().default(1).describe('Its share, relative to the others.'),
        }),
      )
      .min(1)
      .describe('The parts, each with `data` and, if wanted, `weight`.'),
  }),
  create: ({ of }) => {
    requireOneDimension(of);
    const parts = normalized(of);
    const mixtures = parts.flatMap(({ data, weight }) =>
      data.mixture ? [{ mixture: data.mixture, weight }] : [],
    );
    return mixtures.length === parts.length ? mixtureDistribution(merged(mixtures)) : drawnByPart(parts);
  },
});

function requireOneDimension(parts: readonly Part[]): void {
  const dimensions = [...new Set(parts.map(({ data }) => data.dimension))];
  if (dimensions.length === 1) return;
  throw new InputError({
    where: 'mixture-of, option of',
    message: `The parts have dimensions ${dimensions.join(' and ')}.`,
    expected: 'one dimension for all',
  });
}

function normalized(parts: readonly Part[]): readonly Part[] {
  const total = parts.reduce((sum, { weight }) => sum + weight, 0);
  return parts.map(({ data, weight }) => ({ data, weight: weight / total }));
}

function merged(
  parts: readonly { readonly mixture: GaussianMixture; readonly weight: number }[],
): GaussianMixture {
  const dimension = required(parts[0], 'There is at least one part.').mixture.dimension;
  return {
    dimension,
    components: parts.flatMap(({ mixture, weight }) =>
      mixture.components.map((own) => ({ ...own, weight: own.weight * weight })),
    ),
  };
}

function drawnByPart(parts: readonly Part[]): Distribution {
  const dimension = required(parts[0], 'There is at least one part.').data.dimension;
  return {
    dimension,
    sample(count: number, random: RandomStream): Points {
      const chosen = Int32Array.from({ length: count }, () => choose(parts, random.uniform()));
      const values = new Float64Array(count * dimension);
      parts.forEach(({ data }, part) => {
        const rows = [...chosen.keys()].filter((row) => chosen[row] === part);
        if (rows.length === 0) return;
        const drawn = data.sample(rows.length, random);
        rows.forEach((row, index) => {
          values.set(drawn.values.subarray(index * dimension, (index + 1) * dimension), row * dimension);
        });
      });
      return points(dimension, values);
    },
  };
}

/** The part on whose stretch of [0, 1] the level lies. */
function choose(parts: readonly Part[], level: number): number {
  let reached = 0;
  const found = parts.findIndex(({ weight }) => (reached += weight) > level);
  return found === -1 ? parts.length - 1 : found;
}
