import type { Clock } from './clock.ts';
import type { Derivatives, Flow, FlowLine, FlowPoint } from './flow.ts';
import type { Interpolant } from './interpolant.ts';
import type { PairsAtTimes } from './path.ts';
import type { Tensor1D, Tensor2D } from './tensor.ts';
import type { TimeSampler } from './time-sampler.ts';

/**
 * A group of rows of the batch, split by position. Terms of one group share its rows, and the flow is evaluated once
 * for them. `matching` rows (d = 0) and `bootstrap` rows (d > 0) are the usual two.
 */
export interface RowGroup {
  readonly name: string;
  /** Its share of the batch, in (0, 1]. Groups without a share divide what the others leave. */
  readonly share?: number | undefined;
  /**
   * The order of the path's derivative that its rows need: times are drawn from the interpolant's domain(derivatives).
   * 0, the default, needs the points alone. A term that needs more than its group must not count rows outside.
   */
  readonly derivatives?: number | undefined;
  readonly times: TimeSampler;
}

/** The pairs of a row group with their times and steps, on the host, in units of training. */
export interface DrawnRows extends PairsAtTimes {
  readonly rows: number;
  /** Steps, [rows]. */
  readonly d: Float64Array;
}

/** The path on which rows were drawn. */
export interface PathContext {
  readonly interpolant: Interpolant;
  readonly clock: Clock;
}

/** A host column of a batch: `width` numbers a row. */
export interface Column {
  readonly width: number;
  /** [rows * width], float64. */
  readonly values: Float64Array;
}

/** Named columns that a term adds to its rows. */
export type Columns = Readonly<Record<string, Column>>;

/** What a loss term is evaluated on. Later fields (labels, masks) may join. */
export interface TrainingStep {
  /** The rows: x(t) on the path, t and d. */
  readonly at: FlowPoint;
  /** This term's own columns, [rows, width] each. */
  readonly columns: Readonly<Record<string, Tensor2D>>;
  /** The derivatives of `flow` at these rows, shared by the terms of the group. */
  readonly predicted: Derivatives;
  /** The flow in training; gradients flow to its parameters. */
  readonly flow: Flow;
  /** The flow with averaged parameters, or with the current ones where the experiment keeps no average. No gradients. */
  readonly teacher: Flow;
  /** The experiment's own step x(t) -> x(t + d). */
  advance(flow: Flow, from: FlowPoint): Tensor2D;
  /**
   * The material derivatives D^k u_1/Dt^k, k = 0 ... order - 1, [rows, dimension] each: what a point sees that moves
   * with the velocity u_1 itself,
   *
   *   D/Dt = d/dt + u_1(x, t, d) . grad,   d being held.
   *
   * `flow` is `this.flow` or `this.teacher`, and `at` has as many rows as `this.at`. Gradients flow to `at` and to the
   * flow's parameters, once: by Taylor mode, since TensorFlow.js cannot nest gradients. For terms with
   * `differentiatesFlow`. Throws where the flow is another one, the rows are other in number, or a network holds an
   * operation that has no derivative.
   */
  material(flow: Flow, at: FlowPoint, order: number): readonly Tensor2D[];
  /**
   * The derivatives of a head u_j, j = `head` (1 where left out), along a straight line,
   *
   *   d^k/ds^k u_j(x + s x', t + s t', d + s d') at s = 0,   k = 0 ... order,
   *
   * [rows, dimension] each. Lower heads that u_j reads change with it. Gradients flow to `at`, to x' and to the flow's
   * parameters. Otherwise as `material`.
   */
  along(flow: Flow, at: FlowPoint, line: FlowLine, order: number, head?: number): readonly Tensor2D[];
  /**
   * The derivatives of the experiment's own step Phi = `advance` along a straight line,
   *
   *   d^k/ds^k Phi(x + s x', t + s t', d + s d') at s = 0,   k = 0 ... order,
   *
   * [rows, dimension] each; element 0 is where the step ends. With x' = 0, t' = 0, d' = 1 element 1 is dPhi/dd. For terms
   * with `differentiatesStep`. Otherwise as `along`.
   */
  advanceAlong(flow: Flow, from: FlowPoint, line: FlowLine, order: number): readonly Tensor2D[];
}

/** A layout of heads whose Taylor step Phi = x + d u_1 + ... + d^K/K! u_K is exact: its last head is an average. */
export interface HeadLayout {
  /** Orders that are derivatives at a single time: their heads must not see d. */
  readonly instantaneous: readonly number[];
  /** The order K that is an average over the step: its head must see d, and no head may have a higher order. */
  readonly average: number;
}

/**
 * One summand of the training loss. Kind `loss`.
 *
 * `prepare` runs on the host in float64 and makes what depends on the drawn pairs and the path; `evaluate` runs in
 * the engine on tensors, and is pure.
 */
export interface LossTerm {
  /** The name under which it is reported, such as `matching-2`. */
  readonly name: string;
  /** The orders of heads that it needs; checked before training. */
  readonly orders: readonly number[];
  readonly rows: RowGroup;
  /** The weight that it has where the experiment gives none. */
  readonly defaultWeight: number;
  /** Why the default weight is not 1, in a few words that follow the number. */
  readonly weightReason?: string | undefined;
  /**
   * Whether `evaluate` asks for `step.material` or `step.along`. The operations of the heads are then recorded when the
   * model is made.
   */
  readonly differentiatesFlow?: boolean | undefined;
  /** Whether `evaluate` asks for `step.advanceAlong`. The operations of the step are then recorded likewise. */
  readonly differentiatesStep?: boolean | undefined;
  /** What it takes the heads to be, where it matters; checked before training. */
  readonly layout?: HeadLayout | undefined;
  /** Host: named columns for these rows. */
  prepare?(rows: DrawnRows, path: PathContext): Columns;
  /** Engine: the loss of each row, [rows], before weight and mean. Throws where the flow lacks an order. */
  evaluate(step: TrainingStep): Tensor1D;
}
