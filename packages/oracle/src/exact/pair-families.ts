import { type GaussianComponent, type GaussianMixture, HighOrderError, required } from '@highorder/core';
import { type ComponentTree, componentTree } from './component-tree.ts';
import { type SharedAxes, sharedAxes } from './shared-axes.ts';

/** The components of a mixture that share a covariance, seen on axes, neighbors side by side. */
export interface FamilySide {
  readonly count: number;
  /** Their places in the mixture, [count]. */
  readonly components: Int32Array;
  /** Their means along the axes, [count * dimension]. */
  readonly means: Float64Array;
  /** [count] */
  readonly logWeights: Float64Array;
  /** Boxes around them. */
  readonly tree: ComponentTree;
}

/**
 * All pairs of source and target components with the same two covariances. Pair `target * source.count + source` is the
 * pair of those places on the two sides. A pair costs no matrix once its family has axes.
 */
export interface PairFamily {
  readonly dimension: number;
  readonly axes: SharedAxes;
  readonly source: FamilySide;
  readonly target: FamilySide;
}

/** Sorts the pairs of two mixtures into families: one alone where each mixture has one covariance. */
export function pairFamilies(source: GaussianMixture, target: GaussianMixture): readonly PairFamily[] {
  const { dimension } = source;
  if (target.dimension !== dimension) {
    throw new HighOrderError({
      message: `The source has ${dimension} dimensions and the target ${target.dimension}.`,
    });
  }
  const sources = byCovariance(source);
  return byCovariance(target).flatMap((ends) =>
    sources.map((starts) => {
      const axes = sharedAxes(starts.covariance, ends.covariance, dimension);
      return { dimension, axes, source: sideOf(starts, axes), target: sideOf(ends, axes) };
    }),
  );
}

interface Alike {
  readonly covariance: readonly number[];
  readonly members: { readonly component: GaussianComponent; readonly place: number }[];
}

function byCovariance({ components }: GaussianMixture): readonly Alike[] {
  const found = new Map<string, Alike>();
  components.forEach((component, place) => {
    const { covariance } = component;
    const key = covariance.join();
    if (!found.has(key)) found.set(key, { covariance, members: [] });
    required(found.get(key), 'Set just before.').members.push({ component, place });
  });
  return [...found.values()];
}

function sideOf({ members }: Alike, { into, ratios }: SharedAxes): FamilySide {
  const dimension = ratios.length;
  const means = Float64Array.from(members.flatMap(({ component }) => [...transform(into, component.mean)]));
  const logWeights = Float64Array.from(members, ({ component }) => Math.log(component.weight));
  const { order, tree } = componentTree(means, logWeights, dimension);
  return {
    count: members.length,
    components: order.map((member) => Number(members[member]?.place)),
    means: means.map((_, at) => {
      const member = Number(order[Math.floor(at / dimension)]);
      return Number(means[member * dimension + (at % dimension)]);
    }),
    logWeights: logWeights.map((_, at) => Number(logWeights[Number(order[at])])),
    tree,
  };
}

/** The product of a square matrix, row by row, and a vector. */
export function transform(matrix: Float64Array, vector: ArrayLike<number>): Float64Array {
  const dimension = vector.length;
  const result = new Float64Array(dimension);
  for (let row = 0; row < dimension; row++) {
    let sum = 0;
    for (let column = 0; column < dimension; column++) {
      sum += (matrix[row * dimension + column] as number) * (vector[column] as number);
    }
    result[row] = sum;
  }
  return result;
}
