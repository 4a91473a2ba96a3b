import {
  type Columns,
  contains,
  type DrawnRows,
  factorial,
  type Interpolant,
  pathDerivative,
  required,
  type Tensor2D,
  tf,
  type TrainingStep,
} from '@highorder/core';

export const velocityNames = ['conditional', 'flow'] as const;

/** Where the velocity of a row comes from: its drawn pair, or the flow's own u_1 at d = 0. */
export type VelocityName = (typeof velocityNames)[number];

/** What a term of order K learns from. */
export interface TargetChoice {
  /** K. */
  readonly order: number;
  readonly velocity: VelocityName;
  /** The step below which errors are weighed as if it were taken, in (0, 1]. */
  readonly referenceStep: number;
}

/**
 * Host: `counts`, [rows, 1]; `velocity`, that of the pairs, [rows, dimension], where the term takes it; and from order 2 on
 * `scale`, [rows, 1], which puts an error of U_K in units of velocity: max(d, r)^(K-1) / K!.
 */
export function targetColumns(rows: DrawnRows, interpolant: Interpolant, choice: TargetChoice): Columns {
  return { ...velocityColumns(rows, interpolant, choice), ...scaleColumn(rows, choice) };
}

function velocityColumns(rows: DrawnRows, interpolant: Interpolant, { velocity }: TargetChoice): Columns {
  if (velocity === 'flow') return { counts: { width: 1, values: new Float64Array(rows.rows).fill(1) } };
  const domain = interpolant.domain(1);
  // Outside the domain the velocity may be infinite, and infinity times 0 is not 0: take the nearest time inside.
  const t = rows.t.map((time) => Math.min(Math.max(time, domain.from), domain.to));
  const counts = rows.t.map((time) => (contains(domain, { from: time, to: time }) ? 1 : 0));
  return {
    velocity: { width: rows.dimension, values: pathDerivative(interpolant, { ...rows, t }, 1) },
    counts: { width: 1, values: counts },
  };
}

function scaleColumn({ d }: DrawnRows, { order, referenceStep }: TargetChoice): Columns {
  if (order === 1) return {};
  const values = d.map((step) => Math.max(step, referenceStep) ** (order - 1) / factorial(order));
  return { scale: { width: 1, values } };
}

/** a_K + (d/K) DU_K, [rows, dimension]. */
export function averageTarget(step: TrainingStep, choice: TargetChoice): Tensor2D {
  const { at, flow, along } = step;
  const { order } = choice;
  const { velocity, highest } = instantaneous(step, choice);
  const [, change] = along(flow, at, { x: velocity, t: 1, d: -1 }, 1, order);
  const reach: Tensor2D = order === 1 ? at.d : tf.div(at.d, order);
  return tf.add(
    highest,
    tf.mul(reach, required(change, 'A training step gives the derivative along a line.')),
  );
}

interface Instantaneous {
  /** With which x moves. */
  readonly velocity: Tensor2D;
  /** a_K. */
  readonly highest: Tensor2D;
}

/** The velocity of the rows and a_K = D^(K-1) u_1 / Dt^(K-1) there. */
function instantaneous(step: TrainingStep, { order, velocity: name }: TargetChoice): Instantaneous {
  const { at, columns, flow, material } = step;
  const pairs = name === 'conditional' ? required(columns['velocity'], lacking('velocity')) : undefined;
  if (pairs !== undefined && order === 1) return { velocity: pairs, highest: pairs };
  const derivatives = material(flow, { ...at, d: tf.zerosLike(at.d) }, order);
  const derivative = (k: number) =>
    required(derivatives[k - 1], 'A training step gives all material derivatives that it is asked for.');
  return { velocity: pairs ?? derivative(1), highest: derivative(order) };
}

/** The message where a column is missing. */
export function lacking(column: string): string {
  return `A mean-flow term lacks its column "${column}".`;
}
