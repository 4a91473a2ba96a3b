import type { Clock } from './clock.ts';
import type { Interpolant } from './interpolant.ts';
import type { Tensor2D } from './tensor.ts';

/** What a preconditioning is fitted to, in the units of training. */
export interface PreconditioningInputs {
  readonly interpolant: Interpolant;
  /** Root mean square of a coordinate of the source and of the target. */
  readonly sourceSpread: number;
  readonly targetSpread: number;
}

/** What the networks of a flow see of x, t and d. Part of the flow, so trainer, sampler and export cannot disagree. */
export interface NetworkView {
  readonly clock: Clock;
  /** x as networks see it at time t, [rows, dimension] from x [rows, dimension] and t [rows, 1]. Gradients flow. */
  view(x: Tensor2D, t: Tensor2D): Tensor2D;
  /**
   * How fast the clock goes over a step, [rows, 1] from t and d [rows, 1]: (clock(t + d) - clock(t)) / d, its derivative at d = 0.
   * Where it is given, what a network emits for order k is multiplied by rate^(k - 1): derivatives above the first are
   * learned in the clock's time. Gradients flow.
   */
  rate?(t: Tensor2D, d: Tensor2D): Tensor2D;
}

/** Makes the view of the networks for a problem. Deterministic. Kind `preconditioning`. */
export interface Preconditioning {
  fit(inputs: PreconditioningInputs): NetworkView;
}
