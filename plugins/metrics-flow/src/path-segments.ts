import { type FlowPath, required } from '@highorder/core';

/** What a path of points moves by in each of its steps, and from its first time to its last. Vectors stand row by row. */
export interface PathSegments {
  readonly dimension: number;
  readonly steps: readonly { readonly duration: number; readonly shift: Float64Array }[];
  /** From the first moment to the last: the chord. */
  readonly whole: Float64Array;
}

/** The segments of the paths. */
export function pathSegments({ times, moments }: FlowPath): PathSegments {
  const first = required(moments[0], 'A path begins.');
  const last = required(moments.at(-1), 'A path ends.');
  const between = (from: Float64Array, to: Float64Array) =>
    to.map((value, index) => value - Number(from[index]));
  return {
    dimension: first.dimension,
    whole: between(first.values, last.values),
    steps: moments.slice(1).map(({ values }, step) => ({
      duration: Number(times[step + 1]) - Number(times[step]),
      shift: between(required(moments[step], 'A step begins.').values, values),
    })),
  };
}

/** The length of each vector. */
export function lengthsOf(vectors: Float64Array, dimension: number): Float64Array {
  return Float64Array.from({ length: vectors.length / dimension }, (_, row) =>
    Math.hypot(...vectors.subarray(row * dimension, (row + 1) * dimension)),
  );
}
