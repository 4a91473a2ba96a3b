/** Points that share a time, and the step that they are to make. Float64. */
export interface PointMoment {
  /** Row by row, [rows * dimension]. */
  readonly x: Float64Array;
  readonly t: number;
  /** The step. A flow reads it as what networks are told: 0 stands for instantaneous derivatives. */
  readonly d: number;
}

/** A flow on the host: what heads give, for points that share a time. */
export interface PointFlow {
  /** u_k(x, t, d), [rows * dimension]; not to be changed. */
  order(k: number, at: PointMoment): Float64Array;
}

/** A way from x(t) to x(t + d), [rows * dimension]; not to be changed. */
export type PointMap = (from: PointMoment) => Float64Array;

/** An integrator on the host: a step along a flow, which it tells a step of its own choice. */
export type PointStep = (flow: PointFlow, from: PointMoment) => Float64Array;

/** The map that a step along this flow is. */
export function mapOf(step: PointStep, flow: PointFlow): PointMap {
  return (from) => step(flow, from);
}

/** The same flow, told a step of 0 whatever step is made. */
export function toldNoStep(flow: PointFlow): PointFlow {
  return { order: (k, at) => flow.order(k, { ...at, d: 0 }) };
}

/** Where a map carries points over a grid of times, step by step. */
export function moveAlong(map: PointMap, x: Float64Array, times: ArrayLike<number>): Float64Array {
  let moved = x;
  for (let step = 0; step + 1 < times.length; step++) {
    const t = Number(times[step]);
    moved = map({ x: moved, t, d: Number(times[step + 1]) - t });
  }
  return moved;
}
