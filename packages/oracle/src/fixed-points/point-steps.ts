import { factorial } from '@highorder/core';
import type { PointFlow, PointMoment, PointStep } from './point-flow.ts';

/** The numbers of an explicit Runge-Kutta method. */
export interface RungeKuttaNumbers {
  /** Of each stage: what it weighs the velocities of the stages before it with. */
  readonly stages: readonly (readonly number[])[];
  /** What the step weighs the velocities of all stages with. */
  readonly weights: readonly number[];
}

export const heunNumbers: RungeKuttaNumbers = { stages: [[], [1]], weights: [1 / 2, 1 / 2] };

export const rungeKutta4Numbers: RungeKuttaNumbers = {
  stages: [[], [1 / 2], [0, 1 / 2], [0, 0, 1]],
  weights: [1 / 6, 1 / 3, 1 / 3, 1 / 6],
};

/** x + d u_1 + d^2/2! u_2 + ... + d^K/K! u_K, with u_k = u_k(x, t, d). Order 1 is Euler's step. */
export function taylorStep(order: number): PointStep {
  return (flow, from) => {
    const next = from.x.slice();
    for (let k = 1; k <= order; k++) addScaled(next, flow.order(k, from), from.d ** k / factorial(k));
    return next;
  };
}

/** A step of an explicit Runge-Kutta method, whose velocities are instantaneous: the flow is told a step of 0. */
export function rungeKuttaStep({ stages, weights }: RungeKuttaNumbers): PointStep {
  return (flow, from) => {
    const velocities: Float64Array[] = [];
    for (const stage of stages) velocities.push(stageVelocity(flow, from, stage, velocities));
    return combined(from, weights, velocities);
  };
}

function stageVelocity(
  flow: PointFlow,
  from: PointMoment,
  stage: readonly number[],
  before: readonly Float64Array[],
): Float64Array {
  const part = stage.reduce((sum, weight) => sum + weight, 0);
  return flow.order(1, { x: combined(from, stage, before), t: from.t + part * from.d, d: 0 });
}

/** x + d sum_i weight_i velocity_i. */
function combined(
  { x, d }: PointMoment,
  weights: readonly number[],
  velocities: readonly Float64Array[],
): Float64Array {
  const sum = x.slice();
  velocities.forEach((velocity, index) => addScaled(sum, velocity, d * Number(weights[index])));
  return sum;
}

/** into += factor * what. */
export function addScaled(into: Float64Array, what: Float64Array, factor: number): void {
  if (factor === 0) return;
  for (let index = 0; index < into.length; index++) {
    into[index] = Number(into[index]) + factor * Number(what[index]);
  }
}
