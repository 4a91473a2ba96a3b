import type { Flow, FlowPoint } from './flow.ts';
import type { Tensor2D } from './tensor.ts';

/**
 * Turns a flow into steps x(t) -> x(t + d). Kind `integrator`.
 *
 * The same step serves training (self-consistency) and sampling, so that they cannot disagree.
 */
export interface Integrator {
  /** Global order of convergence for a flow of exact derivatives; the contract suite measures it. */
  readonly order: number;
  /** The highest order of derivative that it asks the flow for. */
  readonly derivatives: number;
  /** Evaluations of the flow in one step (NFE). */
  readonly evaluations: number;
  /** x(t + d), [rows, dimension], from x [rows, dimension], t and d [rows, 1]. Gradients flow. Pure. */
  step(flow: Flow, from: FlowPoint): Tensor2D;
}
