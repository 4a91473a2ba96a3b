import { factorial, type FlowLine } from '@highorder/core';
import { exactFields, exactFlow, type MixturePath } from '@highorder/oracle';
import type { DifferentiableFlow } from './differentiable-flow.ts';
import { flowOf } from './example-flows.ts';
import { onRows, type Place, rowOf } from './on-rows.ts';

/** The exact trajectories of a field, for one point at a time, in float64. */
export interface Trajectories {
  readonly dimension: number;
  /** Where the point is at time `to` that is at x at time `from`. */
  move(x: Float64Array, from: number, to: number): Float64Array;
  /** a_k, the k-th time derivative of the trajectory through x at t. */
  derivative(x: Float64Array, t: number, k: number): Float64Array;
}

/** x' = (decay + i turn) x, the plane as complex numbers: a_k = (decay + i turn)^k x. */
export function turningTrajectories({ decay = -0.4, turn = 1.5 } = {}): Trajectories {
  const times = (x: Float64Array, size: number, angle: number) => {
    const [re, im] = [size * Math.cos(angle), size * Math.sin(angle)];
    const [a, b] = [Number(x[0]), Number(x[1])];
    return Float64Array.of(re * a - im * b, im * a + re * b);
  };
  const [size, angle] = [Math.hypot(decay, turn), Math.atan2(turn, decay)];
  return {
    dimension: 2,
    move: (x, from, to) => times(x, Math.exp(decay * (to - from)), turn * (to - from)),
    derivative: (x, _, k) => times(x, size ** k, k * angle),
  };
}

/** The trajectories of the exact velocity field between two mixtures. */
export function mixtureTrajectories(path: MixturePath): Trajectories {
  const [flow, fields] = [exactFlow(path, { tolerance: 1e-13 }), exactFields(path)];
  return {
    dimension: path.source.dimension,
    move: (x, from, to) => flow.move(x, from, to),
    derivative: (x, t, k) => fields.at(t).material(x, k),
  };
}

/**
 * The flow whose Taylor step of order K is exact: u_k = a_k for k < K, which ignore d, and
 *
 *   u_K(x, t, d) = U_K = K!/d^K (x(t + d) - x - sum_(k<K) d^k/k! a_k(x, t)),   a_K at d = 0.
 *
 * Its derivatives are those of the trajectories; along lines, to order 1, central differences of sixth order over `REACH`
 * to both sides in t and d. All on the host: no gradient flows.
 */
export function averagedFlow(trajectories: Trajectories, highest: number): DifferentiableFlow {
  const { dimension, derivative } = trajectories;
  const head = (place: Place, k: number) =>
    k < highest ? derivative(place.x, place.t, k) : average(trajectories, place, highest);
  const flow = flowOf(dimension, highest, (at, k) => onRows(at, (place) => head(place, k)));
  return {
    ...flow,
    material: (at, order) =>
      Array.from({ length: order }, (_, k) => onRows(at, ({ x, t }) => derivative(x, t, k + 1))),
    along(at, line, order, k = 1) {
      if (order > 1) throw new Error('An averaged flow knows first derivatives along lines.');
      const change = (place: Place, row: number) =>
        changeAlong((moved) => head(moved, k), place, lineOf(line, row, dimension));
      return [flow.at(at).order(k), onRows(at, change)].slice(0, order + 1);
    },
  };
}

/** U_K. */
function average({ move, derivative }: Trajectories, { x, t, d }: Place, highest: number): Float64Array {
  if (d === 0) return derivative(x, t, highest);
  const known = Array.from({ length: highest - 1 }, (_, index) => derivative(x, t, index + 1));
  const partial = (axis: number) =>
    known.reduce(
      (sum, a, index) => sum + (d ** (index + 1) / factorial(index + 1)) * Number(a[axis]),
      Number(x[axis]),
    );
  return move(x, t, t + d).map((end, axis) => ((end - partial(axis)) * factorial(highest)) / d ** highest);
}

/** Distance of neighbors in the stencil, in s. */
const REACH = 0.02;
const STENCIL = [45 / 60, -9 / 60, 1 / 60];

/** d/ds f(place + s line) at s = 0. */
function changeAlong(f: (place: Place) => Float64Array, { x, t, d }: Place, line: Place): Float64Array {
  const moved = (s: number): Place => ({
    x: x.map((value, axis) => value + s * Number(line.x[axis])),
    t: t + s * line.t,
    // Without it rounding makes 1e-17 of 0, by whose powers U_K divides.
    d: Math.abs(d + s * line.d) < 1e-9 ? 0 : d + s * line.d,
  });
  const change = new Float64Array(x.length);
  STENCIL.forEach((weight, index) => {
    const [ahead, behind] = [1, -1].map((side) => f(moved(side * (index + 1) * REACH)));
    change.forEach((value, axis) => {
      change[axis] = value + (weight * (Number(ahead?.[axis]) - Number(behind?.[axis]))) / REACH;
    });
  });
  return change;
}

function lineOf(line: FlowLine, row: number, dimension: number): Place {
  const x = line.x === 0 ? new Float64Array(dimension) : rowOf(line.x, row);
  return { x, t: line.t, d: line.d };
}
