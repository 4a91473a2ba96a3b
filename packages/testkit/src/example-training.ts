import {
  type Clock,
  type DrawnRows,
  type Flow,
  type FlowPoint,
  identityClock,
  type Interpolant,
  type LossTerm,
  pathDerivative,
  randomStream,
  type Tensor,
  type Tensor2D,
  tf,
  type TimeSampler,
  type TrainingStep,
} from '@highorder/core';
import { differentiable } from './differentiable-flow.ts';
import { taylorAdvanceAlong } from './taylor-advance-along.ts';
import { straightPath } from './example-paths.ts';

/** A time sampler for contracts, which draw times themselves: its smallest step is 1/16. */
export const exampleTimes: TimeSampler = {
  finest: 1 / 16,
  draw: ({ rows }) => ({ t: new Float64Array(rows), d: new Float64Array(rows) }),
};

/** Which rows to make. */
export interface ExampleRowChoice {
  /** Whether rows have steps, as bootstrap rows have, or d = 0, as matching rows have. */
  readonly steps: boolean;
  readonly clock?: Clock;
  /** The last time at which a row may stand; 1 where left out. */
  readonly latest?: number;
}

const DIMENSION = 2;
/** Readings and steps on the clock: t = 0 and t = 1, the longest step and the finest, and some between. */
const READINGS = [0, 0, 0, 0.25, 0.5, 0.5, 0.875, 0.9375, 1, 0.3, 0.7, 0.01];
const STEPS = [1, 0.5, 0.0625, 0.25, 0.5, 0.125, 0.125, 0.0625, 0, 0.25, 0.125, 0.5];

/** Twelve rows of pairs in the plane, with times from 0 to 1 and, where wanted, steps that end at 1 at the latest. */
export function exampleRows({ steps, clock = identityClock, latest = 1 }: ExampleRowChoice): DrawnRows {
  const rows = READINGS.length;
  const random = randomStream({ seed: 21, purpose: 'pairs' });
  const points = () => Float64Array.from({ length: rows * DIMENSION }, () => random.normal());
  const t = Float64Array.from(READINGS, (reading) => Math.min(clock.time(reading), latest));
  const d = Float64Array.from(READINGS, (reading, row) => {
    const end = clock.time(Math.min(reading + Number(STEPS[row]), 1));
    return steps ? Math.max(end - Number(t[row]), 0) : 0;
  });
  return { rows, dimension: DIMENSION, x0: points(), x1: points(), t, d };
}

/** Parameters for `trainableFlow`: the same for the same seed. */
export function exampleParameters(orders: number, seed: number): Tensor {
  const random = randomStream({ seed, purpose: 'parameters' });
  return tf.tensor(
    Float32Array.from({ length: orders * 8 }, () => 0.6 * random.normal()),
    [orders, 4, 2],
  );
}

/** One Taylor step with all orders of the flow: the `advance` of example steps. */
export function taylorAdvance(flow: Flow, from: FlowPoint): Tensor2D {
  const derivatives = flow.at(from);
  let reach: Tensor2D = tf.onesLike(from.d);
  return flow.orders.reduce<Tensor2D>((x, k) => {
    reach = tf.div(tf.mul(reach, from.d), k);
    return tf.add(x, tf.mul(reach, derivatives.order(k)));
  }, from.x);
}

/** What an example step is made of. */
export interface ExampleStep {
  readonly rows: DrawnRows;
  readonly flow: Flow;
  /** The flow itself where left out. */
  readonly teacher?: Flow;
  readonly interpolant?: Interpolant;
  readonly clock?: Clock;
  readonly advance?: TrainingStep['advance'];
  /** Derivatives along the flow; those of a `DifferentiableFlow` where left out. */
  readonly material?: TrainingStep['material'];
  readonly along?: TrainingStep['along'];
  /** Derivatives of the step; those of `taylorAdvance` for a `DifferentiableFlow` where left out. */
  readonly advanceAlong?: TrainingStep['advanceAlong'];
}

/** Everything that a loss term is evaluated on, with the term's own columns. */
export function exampleStep(term: LossTerm, parts: ExampleStep): TrainingStep {
  const { rows, flow, interpolant = straightPath, clock = identityClock } = parts;
  const columns = Object.entries(term.prepare?.(rows, { interpolant, clock }) ?? {});
  const tensor = (values: Float64Array, width: number): Tensor2D =>
    tf.tensor2d(Float32Array.from(values), [rows.rows, width]);
  const at = {
    x: tensor(pathDerivative(interpolant, rows, 0), rows.dimension),
    t: tensor(rows.t, 1),
    d: tensor(rows.d, 1),
  };
  return {
    at,
    columns: Object.fromEntries(columns.map(([name, { values, width }]) => [name, tensor(values, width)])),
    predicted: flow.at(at),
    flow,
    teacher: parts.teacher ?? flow,
    advance: parts.advance ?? taylorAdvance,
    material:
      parts.material ?? ((chosen, point, order) => differentiable(chosen, point).material(point, order)),
    along: parts.along ?? ((chosen, point, ...asked) => differentiable(chosen, point).along(point, ...asked)),
    advanceAlong: parts.advanceAlong ?? taylorAdvanceAlong,
  };
}
