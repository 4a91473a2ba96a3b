import { type Flow, type FlowPoint, type Integrator, type Tensor2D, tf } from '@highorder/core';

/** The numbers of an explicit Runge-Kutta method (its Butcher tableau). */
export interface ExplicitMethod {
  /** Global order of convergence. */
  readonly order: number;
  /** Of each stage: what it weighs the velocities of the stages before it with. The first stage has none. */
  readonly stages: readonly (readonly number[])[];
  /** What the step weighs the velocities of all stages with; they sum to 1. */
  readonly weights: readonly number[];
}

/**
 * The integrator of an explicit Runge-Kutta method:
 *
 *   v_i = u_1(x + d sum_j a_ij v_j, t + d sum_j a_ij, 0),    x(t + d) = x + d sum_i b_i v_i
 *
 * Stages combine velocities at single times, so the flow is asked for instantaneous ones: it is told the step
 * 0. A head that was trained on averages over a step would be averaged twice otherwise. Gradients flow.
 */
export function explicitRungeKutta({ order, stages, weights }: ExplicitMethod): Integrator {
  return {
    order,
    derivatives: 1,
    evaluations: stages.length,
    step(flow, from) {
      const velocities: Tensor2D[] = [];
      for (const stage of stages) velocities.push(velocityAt(flow, from, stage, velocities));
      return advance(from, weights, velocities);
    },
  };
}

function velocityAt(
  flow: Flow,
  from: FlowPoint,
  stage: readonly number[],
  velocities: readonly Tensor2D[],
): Tensor2D {
  const fraction = stage.reduce((total, weight) => total + weight, 0);
  const t: Tensor2D = fraction === 0 ? from.t : tf.add(from.t, tf.mul(from.d, fraction));
  return flow.at({ ...from, x: advance(from, stage, velocities), t, d: tf.zerosLike(from.d) }).order(1);
}

/** x + d sum_i weight_i velocity_i. */
function advance({ x, d }: FlowPoint, weights: readonly number[], velocities: readonly Tensor2D[]): Tensor2D {
  let result = x;
  velocities.forEach((velocity, index) => {
    const weight = Number(weights[index]);
    if (weight !== 0) result = tf.add(result, tf.mul(tf.mul(d, weight), velocity));
  });
  return result;
}
