import { permutation, type RandomStream } from '@highorder/core';
import { type NestedScramble, nestedScramble } from './nested-scramble.ts';
import { sobolDimensions, sobolDirections } from './sobol-directions.ts';

/** How many points, of how many coordinates. */
export interface SobolRequest {
  readonly count: number;
  readonly dimension: number;
  /** Scrambles the sequence. Without it the plain sequence is given, which begins at the middle of the first cell. */
  readonly random?: RandomStream | undefined;
}

/**
 * The first `count` points of a Sobol sequence, row by row, each coordinate inside (0, 1). Any 2^m of them from a
 * multiple of 2^m on form a net: in two dimensions each elementary interval of volume 2^-m holds exactly one point.
 *
 * With `random`, each coordinate is scrambled (see `nestedScramble`): every point is uniform, and the net stays one.
 * Dimensions past `sobolDimensions` (21) have no direction numbers here; they are Latin hypercube samples, and need
 * `random` for their order (without it, they repeat the order of the first).
 *
 * Sources: Sobol (1967); Joe and Kuo (2008) for the direction numbers; Owen, Journal of Complexity 14 (1998).
 */
export function sobolPoints({ count, dimension, random }: SobolRequest): Float64Array {
  const values = new Float64Array(count * dimension);
  for (let axis = 0; axis < dimension; axis++) {
    const coordinate =
      axis < sobolDimensions ? sobolCoordinate(count, axis, random) : latinCoordinate(count, random);
    coordinate.forEach((value, row) => {
      values[row * dimension + axis] = value;
    });
  }
  return values;
}

function sobolCoordinate(count: number, axis: number, random: RandomStream | undefined): Float64Array {
  const directions = sobolDirections(axis);
  const scramble: NestedScramble = random === undefined ? (bits) => bits : nestedScramble(random);
  return Float64Array.from({ length: count }, (_, row) => fraction(scramble(sobolBits(row, directions))));
}

/** The coordinate of point `row` as a 32-bit binary fraction. */
function sobolBits(row: number, directions: Uint32Array): number {
  let bits = 0;
  for (let bit = 0, rest = row; rest > 0; bit++, rest >>>= 1) {
    if (rest & 1) bits ^= Number(directions[bit]);
  }
  return bits >>> 0;
}

/** The middle of the cell, so that neither 0 nor 1 is reached. */
function fraction(bits: number): number {
  return (bits + 0.5) / 0x100000000;
}

/** One point in each of `count` equal intervals, in random order. */
function latinCoordinate(count: number, random: RandomStream | undefined): Float64Array {
  if (random === undefined) return Float64Array.from({ length: count }, (_, row) => (row + 0.5) / count);
  return Float64Array.from(permutation(count, random), (cell) => (cell + random.uniform()) / count);
}
