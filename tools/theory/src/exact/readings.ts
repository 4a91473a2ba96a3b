import type { CircleMoments } from './circle-moments.ts';
import { derivativeAt, difference, type EndMoments, meanSquare } from './pair-moments.ts';
import type { PathFrame } from './path-frame.ts';

/**
 * Everything the theorems speak of, at one time. x^(k) is the derivative of the pair's own line, e_k = E[x^(k) | x] what the
 * best head of order k predicts from a conditional target, a_k the derivative of the flow line (a_1 = e_1 = u).
 */
export interface Readings {
  /** E|x^(k)|^2 */
  readonly size1: number;
  readonly size2: number;
  readonly size3: number;
  /** E|x^(j) - x^(k)|^2 */
  readonly gap12: number;
  readonly gap13: number;
  readonly gap23: number;
  /** E|x^(k) - e_k|^2: what the best head of order k keeps of its loss. */
  readonly noise1: number;
  readonly noise2: number;
  readonly noise3: number;
  /** E|e_1 - e_2|^2, and the sum over the orders of E|e_k - mean of e_1, e_2, e_3|^2. */
  readonly means12: number;
  readonly meansAll: number;
  /** E|e_k|^2, E|a_k|^2, E[e_k . a_k], E|e_k - a_k|^2 */
  readonly conditional2: number;
  readonly conditional3: number;
  readonly material2: number;
  readonly material3: number;
  readonly cross2: number;
  readonly cross3: number;
  readonly miss2: number;
  readonly miss3: number;
  /** E|u - a_2|^2 */
  readonly flowGap: number;
  /** What the best map p(t) x + q(t) u leaves of a_2. */
  readonly affineMiss2: number;
}

export const readingNames = [
  'size1',
  'size2',
  'size3',
  'gap12',
  'gap13',
  'gap23',
  'noise1',
  'noise2',
  'noise3',
  'means12',
  'meansAll',
  'conditional2',
  'conditional3',
  'material2',
  'material3',
  'cross2',
  'cross3',
  'miss2',
  'miss3',
  'flowGap',
  'affineMiss2',
] as const satisfies readonly (keyof Readings)[];

/** A field as a combination of y, v, bend and twist. */
type Field = readonly [number, number, number, number];

/** The readings at the time of a frame. Sizes and gaps are exact; the rest is as exact as the moments. */
export function readingsAt(frame: PathFrame, ends: EndMoments, moments: CircleMoments): Readings {
  return { ...pairReadings(frame, ends), ...fieldReadings(frame, ends, moments) };
}

function pairReadings(frame: PathFrame, ends: EndMoments) {
  const size = (k: number) => meanSquare(derivativeAt(frame, k), ends);
  const gap = (j: number, k: number) =>
    meanSquare(difference(derivativeAt(frame, j), derivativeAt(frame, k)), ends);
  return {
    ...{ size1: size(1), size2: size(2), size3: size(3) },
    ...{ gap12: gap(1, 2), gap13: gap(1, 3), gap23: gap(2, 3) },
  };
}

function fieldReadings(frame: PathFrame, ends: EndMoments, moments: CircleMoments) {
  const share = splitSpeed(frame, ends, moments);
  const inner = innerProduct(frame, ends, { ...moments, ...share });
  const square = (field: Field) => inner(field, field);
  const u = conditionalField(frame, 1);
  const [e2, e3] = [conditionalField(frame, 2), conditionalField(frame, 3)];
  const [a2, a3] = [materialField(frame, 2), materialField(frame, 3)];
  const middle = scaled(plus(plus(u, e2), e3), 1 / 3);
  const noise = (field: Field) => field[1] ** 2 * share.spread;
  return {
    ...{ noise1: noise(u), noise2: noise(e2), noise3: noise(e3) },
    means12: square(minus(u, e2)),
    meansAll: square(minus(u, middle)) + square(minus(e2, middle)) + square(minus(e3, middle)),
    ...{ conditional2: square(e2), conditional3: square(e3) },
    ...{ material2: square(a2), material3: square(a3) },
    ...{ cross2: inner(e2, a2), cross3: inner(e3, a3) },
    ...{ miss2: square(minus(a2, e2)), miss3: square(minus(a3, e3)) },
    flowGap: square(minus(u, a2)),
    affineMiss2: a2[2] ** 2 * moments.bendBeside,
  };
}

/** e_k: on the circle the conditional means of y'' and y''' are -y and -v. */
export function conditionalField({ line }: PathFrame, k: number): Field {
  const [y = 0, v = 0, w2 = 0, w3 = 0] = line[k] ?? [];
  return [y - w2, v - w3, 0, 0];
}

/** a_k: w2 = bend - y and w3 = twist - v. */
export function materialField({ line }: PathFrame, k: number): Field {
  const [y = 0, v = 0, w2 = 0, w3 = 0] = line[k] ?? [];
  return [y - w2, v - w3, w2, w3];
}

/**
 * E|y'|^2, which is exact, in the part that y explains and the part that it does not. The smaller one is known to more digits;
 * the other is what is left.
 */
function splitSpeed({ angle }: PathFrame, ends: EndMoments, { spread, velocityVelocity }: CircleMoments) {
  const speed = meanSquare({ alpha: Math.cos(angle), beta: -Math.sin(angle) }, ends);
  return spread < velocityVelocity
    ? { spread, velocityVelocity: speed - spread }
    : { spread: speed - velocityVelocity, velocityVelocity };
}

/**
 * E[a . b] of two fields. E[y . y] and E[y . v] are exact, and E[y . bend] = spread, since d/dtheta E[y . v] =
 * E|v|^2 + E[y . w2] along the flow.
 */
function innerProduct({ angle }: PathFrame, ends: EndMoments, moments: CircleMoments) {
  const [sin, cos] = [Math.sin(angle), Math.cos(angle)];
  const place = meanSquare({ alpha: sin, beta: cos }, ends);
  const placeSpeed = sin * cos * (ends.target - ends.source) + (cos * cos - sin * sin) * ends.cross;
  return (a: Field, b: Field): number =>
    a[0] * b[0] * place +
    (a[0] * b[1] + a[1] * b[0]) * placeSpeed +
    a[1] * b[1] * moments.velocityVelocity +
    (a[0] * b[2] + a[2] * b[0]) * moments.spread +
    (a[1] * b[2] + a[2] * b[1]) * moments.velocityBend +
    a[2] * b[2] * moments.bendBend +
    (a[0] * b[3] + a[3] * b[0]) * moments.placeTwist +
    (a[1] * b[3] + a[3] * b[1]) * moments.velocityTwist +
    (a[2] * b[3] + a[3] * b[2]) * moments.bendTwist +
    a[3] * b[3] * moments.twistTwist;
}

function plus(a: Field, b: Field): Field {
  return [a[0] + b[0], a[1] + b[1], a[2] + b[2], a[3] + b[3]];
}

function minus(a: Field, b: Field): Field {
  return [a[0] - b[0], a[1] - b[1], a[2] - b[2], a[3] - b[3]];
}

function scaled(a: Field, factor: number): Field {
  return [a[0] * factor, a[1] * factor, a[2] * factor, a[3] * factor];
}
