import { type Clock, type DrawnRows, type Interpolant, randomStream } from '@highorder/core';
import { affinePairs } from './affine-pairs.ts';
import type { Trajectories } from './averaged-flow.ts';
import { gaussianPairs } from './gaussian-pairs.ts';

/** A problem in the plane whose flow is known in closed form, with rows on it. */
export interface SolvedProblem {
  readonly interpolant: Interpolant;
  readonly clock: Clock;
  /** Rows that stand and step within [0.1, 0.9]. */
  readonly rows: DrawnRows;
  /** The exact flow. */
  readonly trajectories: Trajectories;
  /** E[x^(k) | x], the mean over the pairs through x, for k from 1 on. */
  conditional(x: Float64Array, t: number, k: number): Float64Array;
}

/** A problem whose pairs cross. Its rows come in twos: two pairs through one point, which have mean and variance of all. */
export interface CrossingProblem extends SolvedProblem {
  /** Var(x^(k) | x), the sum over coordinates, row by row: what a regression of x^(k) cannot lose. */
  scatter(k: number): Float64Array;
  /** A number of each row from what is known of each of its coordinates. */
  sumOverAxes(value: (axis: CoordinateOfRow) => number): Float64Array;
}

/** What is known of one coordinate of a row. */
export interface CoordinateOfRow {
  readonly t: number;
  readonly d: number;
  /** Var(x^(k) | x). */
  variance(k: number): number;
  /** s^(k)/s, s being the standard deviation of x(t): the slope of a_k in x. */
  growth(k: number): number;
  /** dX(t + d)/dx: how much the exact flow stretches over the step. */
  readonly stretch: number;
}

/** On what a problem is posed, and which rows it has. */
export interface ProblemChoice {
  readonly interpolant: Interpolant;
  readonly clock: Clock;
  /** Steps on the clock, in [0, 1/2]; 0 stands for an instantaneous row. */
  readonly steps: readonly number[];
}

/**
 * Each source point has one data point, and no two of their lines meet. What a loss regresses has no scatter, and the mean over
 * the pairs through a point is the derivative of the flow, of every order.
 */
export function pairsOnTheFlow({ interpolant, clock, steps }: ProblemChoice): SolvedProblem {
  const { t, d } = timesFor(steps, clock);
  const random = randomStream({ seed: 31, purpose: 'source' });
  const x0 = Float64Array.from({ length: 2 * t.length }, () => random.normal());
  const { trajectories, partner } = affinePairs(interpolant);
  return {
    ...{ interpolant, clock, trajectories, conditional: trajectories.derivative },
    rows: { rows: t.length, dimension: 2, t, d, x0, x1: partner(x0) },
  };
}

/** Independent normals: pairs cross and scatter, and the mean over the pairs through a point is no derivative of the flow from order 2 on. */
export function crossingPairs({ interpolant, clock, steps }: ProblemChoice): CrossingProblem {
  const { t, d } = timesFor(steps, clock);
  const random = randomStream({ seed: 32, purpose: 'points' });
  const normals = gaussianPairs(interpolant);
  const pairs = Array.from(t).flatMap((time) => {
    const x = normals.pointAt(time, [random.normal(), random.normal()]);
    return [1, -1].map((side) => normals.pairThrough(x, time, side));
  });
  const rows: DrawnRows = {
    ...{ rows: pairs.length, dimension: 2, t: twice(t), d: twice(d) },
    x0: Float64Array.from(pairs.flatMap((pair) => pair.x0)),
    x1: Float64Array.from(pairs.flatMap((pair) => pair.x1)),
  };
  const coordinate = (axis: number, row: number): CoordinateOfRow => {
    const [time, step] = [Number(rows.t[row]), Number(rows.d[row])];
    const moved = (place: number) =>
      Number(normals.trajectories.move(Float64Array.of(place, place), time, time + step)[axis]);
    return {
      ...{ t: time, d: step, stretch: moved(1) - moved(0) },
      variance: (k) => normals.variance(axis, time, k),
      growth: (k) => normals.growth(axis, time, k),
    };
  };
  const sumOverAxes: CrossingProblem['sumOverAxes'] = (value) =>
    rows.t.map((_, row) => value(coordinate(0, row)) + value(coordinate(1, row)));
  return {
    ...{ interpolant, clock, rows, trajectories: normals.trajectories, conditional: normals.conditional },
    ...{ sumOverAxes, scatter: (k) => sumOverAxes(({ variance }) => variance(k)) },
  };
}

/** Where rows stand: derivatives along lines are taken by differences over 0.06 to both sides in t and d. */
const [FIRST, LAST] = [0.1, 0.9];
/** Rows with each step, evenly over the times from which it ends inside. */
const STARTS = 3;

function timesFor(
  steps: readonly number[],
  clock: Clock,
): { readonly t: Float64Array; readonly d: Float64Array } {
  const [first, last] = [clock.reading(FIRST), clock.reading(LAST)];
  const times = steps.flatMap((step) =>
    Array.from({ length: STARTS }, (_, start) => {
      const reading = first + ((last - step - first) * start) / (STARTS - 1);
      const t = clock.time(reading);
      return { t, d: step === 0 ? 0 : clock.time(reading + step) - t };
    }),
  );
  return { t: Float64Array.from(times, ({ t }) => t), d: Float64Array.from(times, ({ d }) => d) };
}

/** Each number two times in turn. */
function twice(values: Float64Array): Float64Array {
  return Float64Array.from({ length: 2 * values.length }, (_, index) =>
    Number(values[Math.floor(index / 2)]),
  );
}
