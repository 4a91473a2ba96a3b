import { type Flow, type Tensor2D, tf } from '@highorder/core';

/**
 * A flow of exact derivatives whose solution is known. Its heads ignore d: they are instantaneous
 * derivatives.
 */
export interface ExampleFlow {
  readonly name: string;
  readonly flow: Flow;
  /** The exact x(to) of points [rows, dimension], row by row in float64, that were at `x` at time `from`. */
  solution(x: ArrayLike<number>, from: number, to: number): Float64Array;
}

/** Orders that example flows offer unless told otherwise. */
const MANY = 8;

/** Points for the example flows: three in the plane, row by row. */
export const examplePoints: readonly number[] = [1, 0, -0.5, 0.8, 0.3, -1.2];

/**
 * x' = A x with A = [[decay, -turn], [turn, decay]]: points of the plane turn and shrink (decay < 0).
 * u_k = A^k x and x(t) = e^{A (t - s)} x(s). Offers orders 1 ... `orders`.
 */
export function rotatingFlow({ decay = -0.4, turn = 1.5, orders = MANY } = {}): ExampleFlow {
  return {
    name: `x' = A x, eigenvalues ${decay} +- ${turn} i`,
    flow: flowOf(2, orders, ({ x }, k) => turned(x, complexPower({ re: decay, im: turn }, k))),
    solution(x, from, to) {
      const growth = Math.exp(decay * (to - from));
      const angle = turn * (to - from);
      return turnedOnHost(x, { re: growth * Math.cos(angle), im: growth * Math.sin(angle) });
    },
  };
}

/**
 * x' = (a + b t) x, in the plane: a field that changes in time. With g(t) = exp(a t + b t^2 / 2), u_k =
 * (g^(k) / g) x and x(t) = g(t) / g(s) x(s). The ratios r_k = g^(k) / g obey r_{k+1} = (a + b t) r_k + k b
 * r_{k-1}.
 */
export function changingFlow({ a = 0.8, b = -1.9, orders = MANY } = {}): ExampleFlow {
  const logarithm = (t: number) => a * t + (b * t * t) / 2;
  return {
    name: `x' = (${a} + ${b} t) x`,
    flow: flowOf(2, orders, ({ x, t }, k) => tf.mul(x, growthRatio(tf.add(tf.mul(t, b), a), b, k))),
    solution: (x, from, to) =>
      Float64Array.from(x, (value) => value * Math.exp(logarithm(to) - logarithm(from))),
  };
}

/** u_k = 0 for every k: points stay where they are. */
export function restingFlow(orders = MANY): ExampleFlow {
  return {
    name: "x' = 0",
    flow: flowOf(2, orders, ({ x }) => tf.zerosLike(x)),
    solution: (x) => Float64Array.from(x),
  };
}

/** A flow of orders 1 ... `orders` from a formula of its derivatives. */
export function flowOf(
  dimension: number,
  orders: number,
  derivative: (
    at: { readonly x: Tensor2D; readonly t: Tensor2D; readonly d: Tensor2D },
    k: number,
  ) => Tensor2D,
): Flow {
  const known = Array.from({ length: orders }, (_, index) => index + 1);
  return {
    dimension,
    orders: known,
    at: (point) => ({
      order(k) {
        if (!known.includes(k)) throw new Error(`This example flow has orders 1 to ${orders}, not ${k}.`);
        return derivative(point, k);
      },
    }),
  };
}

/** What was asked of a watched flow. */
export interface FlowLog {
  /** How often the flow was evaluated: calls of `at`. */
  evaluations: number;
  /** Every order that was asked for, in turn. */
  readonly orders: number[];
  /** The points asked about, in turn. */
  readonly points: { readonly x: Tensor2D; readonly t: Tensor2D; readonly d: Tensor2D }[];
}

/** The same flow, and a log of what is asked of it. */
export function watchFlow(flow: Flow): { readonly flow: Flow; readonly log: FlowLog } {
  const log: FlowLog = { evaluations: 0, orders: [], points: [] };
  const watched: Flow = {
    ...flow,
    at(point) {
      log.evaluations += 1;
      log.points.push(point);
      const derivatives = flow.at(point);
      return {
        order(k) {
          log.orders.push(k);
          return derivatives.order(k);
        },
      };
    },
  };
  return { flow: watched, log };
}

interface Complex {
  readonly re: number;
  readonly im: number;
}

function complexPower(base: Complex, exponent: number): Complex {
  let result: Complex = { re: 1, im: 0 };
  for (let step = 0; step < exponent; step++) {
    result = { re: result.re * base.re - result.im * base.im, im: result.re * base.im + result.im * base.re };
  }
  return result;
}

/** The plane as complex numbers: every row times `factor`. */
function turned(x: Tensor2D, { re, im }: Complex): Tensor2D {
  // Rows are points, so the matrix stands transposed on the right.
  return tf.matMul(x, tf.tensor2d([re, im, -im, re], [2, 2]));
}

function turnedOnHost(x: ArrayLike<number>, { re, im }: Complex): Float64Array {
  return Float64Array.from(x, (value, index) =>
    index % 2 === 0 ? re * value - im * Number(x[index + 1]) : re * value + im * Number(x[index - 1]),
  );
}

function growthRatio(rate: Tensor2D, b: number, k: number): Tensor2D {
  let before: Tensor2D = tf.onesLike(rate);
  let ratio: Tensor2D = rate;
  for (let order = 1; order < k; order++) {
    const next: Tensor2D = tf.add(tf.mul(rate, ratio), tf.mul(before, order * b));
    before = ratio;
    ratio = next;
  }
  return ratio;
}
