import {
  type GaussianMixture,
  type Points,
  permutation,
  type RandomStream,
  randomStream,
  required,
} from '@highorder/core';
import { exactFields, type FieldsAtTime, stratifiedDraws } from '@highorder/oracle';
import { circlePath } from './circle-path.ts';

/**
 * Means over y ~ p_theta of exact fields on the circle path. v = E[y' | y] is the velocity by the angle, w2 and w3 the next
 * material derivatives; `bend` = w2 + y and `twist` = w3 + v are what they differ by from the conditional means of y'' and
 * y''', which are -y and -v.
 */
export interface CircleMoments {
  /** E tr Cov(y' | y), the part of y' that no function of y explains. */
  readonly spread: number;
  /** E|v|^2; with `spread` it sums to E|y'|^2. */
  readonly velocityVelocity: number;
  readonly velocityBend: number;
  readonly bendBend: number;
  readonly placeTwist: number;
  readonly velocityTwist: number;
  readonly bendTwist: number;
  readonly twistTwist: number;
  /** E of the squared part of bend that no combination of y and v, with numbers for weights, reaches. */
  readonly bendBeside: number;
}

/** Pairs of ends, row by row: the same for every angle, so that means are smooth in it. */
export interface Pairs {
  readonly x0: Float64Array;
  readonly x1: Float64Array;
}

/**
 * Independent ends in sets of `count`. Each side of all sets together is one stratified draw, so that their mean has little
 * noise; its points are dealt out at random, so that the scatter of the sets tells the error of that mean, rather too large
 * than too small.
 */
export function drawPairs(
  source: GaussianMixture,
  target: GaussianMixture,
  count: number,
  sets: number,
): readonly Pairs[] {
  const random = randomStream({ seed: 5, purpose: 'theory' });
  const { dimension } = source;
  const x1 = shuffled(stratifiedDraws(target, count * sets, random), random);
  const x0 = shuffled(stratifiedDraws(source, count * sets, random), random);
  const length = count * dimension;
  return Array.from({ length: sets }, (_, set) => ({
    x0: x0.slice(set * length, (set + 1) * length),
    x1: x1.slice(set * length, (set + 1) * length),
  }));
}

function shuffled({ values, count, dimension }: Points, random: RandomStream): Float64Array {
  const order = permutation(count, random);
  return values.map((_, at) => {
    const row = Number(order[Math.floor(at / dimension)]);
    return Number(values[row * dimension + (at % dimension)]);
  });
}

/** The fields of two mixtures on the circle path; its time is the angle. */
export function circleFields(source: GaussianMixture, target: GaussianMixture) {
  return exactFields({ source, target, interpolant: circlePath });
}

/** The moments at one angle over given pairs. Fields are exact; the only error is that of the mean over pairs. */
export function circleMoments(fields: FieldsAtTime, { x0, x1 }: Pairs, dimension: number): CircleMoments {
  const [alpha, beta] = [Math.sin(fields.t), Math.cos(fields.t)];
  const y = x1.map((value, at) => alpha * value + beta * Number(x0[at]));
  const rows = y.length / dimension;
  const velocity = fields.velocity(y);
  const bend = fields.material(y, 2).map((value, at) => value + Number(y[at]));
  const twist = fields.material(y, 3).map((value, at) => value + Number(velocity[at]));
  const covariance = fields.covariance(y);
  const mean = (a: Float64Array, b: Float64Array) =>
    a.reduce((sum, value, at) => sum + value * Number(b[at]), 0) / rows;
  return {
    spread: trace(covariance, dimension) / rows,
    velocityVelocity: mean(velocity, velocity),
    velocityBend: mean(velocity, bend),
    bendBend: mean(bend, bend),
    placeTwist: mean(y, twist),
    velocityTwist: mean(velocity, twist),
    bendTwist: mean(bend, twist),
    twistTwist: mean(twist, twist),
    bendBeside: beside(bend, y, velocity, mean),
  };
}

/** The mean square of what is left of `field` when its best combination of two others is taken off. */
function beside(
  field: Float64Array,
  first: Float64Array,
  second: Float64Array,
  mean: (a: Float64Array, b: Float64Array) => number,
): number {
  const less = (from: Float64Array, other: Float64Array) => {
    const factor = mean(from, other) / mean(other, other);
    return from.map((value, at) => value - factor * Number(other[at]));
  };
  const rest = less(second, first);
  const once = less(field, first);
  // Where the two are one line, as before the first component parts from the others, the first is all there is.
  const twice = mean(rest, rest) > 1e-12 * mean(second, second) ? less(once, rest) : once;
  return mean(twice, twice);
}

/** The sum of the traces of square matrices, row by row. */
function trace(matrices: Float64Array, dimension: number): number {
  const square = dimension * dimension;
  return matrices.reduce((sum, value, at) => ((at % square) % (dimension + 1) === 0 ? sum + value : sum), 0);
}

/** The names of all moments. */
export const momentNames = [
  'spread',
  'velocityVelocity',
  'velocityBend',
  'bendBend',
  'placeTwist',
  'velocityTwist',
  'bendTwist',
  'twistTwist',
  'bendBeside',
] as const satisfies readonly (keyof CircleMoments)[];

/** Moments made one by one. */
export function momentsFrom(value: (name: keyof CircleMoments) => number): CircleMoments {
  const made = new Map(momentNames.map((name) => [name, value(name)]));
  const get = (name: keyof CircleMoments) => required(made.get(name), 'Every moment was made.');
  return {
    spread: get('spread'),
    velocityVelocity: get('velocityVelocity'),
    velocityBend: get('velocityBend'),
    bendBend: get('bendBend'),
    placeTwist: get('placeTwist'),
    velocityTwist: get('velocityTwist'),
    bendTwist: get('bendTwist'),
    twistTwist: get('twistTwist'),
    bendBeside: get('bendBeside'),
  };
}
