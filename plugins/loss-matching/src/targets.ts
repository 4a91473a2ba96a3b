import {
  type Columns,
  contains,
  type DrawnRows,
  type Interpolant,
  Jet,
  pathDerivative,
  required,
  stopGradient,
  type Tensor2D,
  tf,
  type TrainingStep,
} from '@highorder/core';

export const targetNames = ['conditional', 'conditional-closed', 'material'] as const;

export type TargetName = (typeof targetNames)[number];

/** What a head of order k is taught. */
export interface Target {
  /** Whether it is made of u_1. */
  readonly needsVelocity: boolean;
  /** Whether it is made of derivatives of u_1. */
  readonly differentiatesFlow: boolean;
  /**
   * Host: its columns. `counts` is 1 on rows where it exists, else 0; it is absent where the target exists on every row that
   * may be drawn. All are finite.
   */
  prepare(rows: DrawnRows, interpolant: Interpolant, order: number): Columns;
  /** Engine: the target, [rows, dimension]; a constant. */
  of(step: TrainingStep, order: number): Tensor2D;
}

/**
 * The derivative of the path of the drawn pair, alpha^(k) x1 + beta^(k) x0, for rows whose t lies in `domain(k)`.
 * Source: HOMO, arXiv 2502.00688; for order 1, Lipman et al., arXiv 2210.02747.
 */
const conditional: Target = {
  needsVelocity: false,
  differentiatesFlow: false,
  prepare(rows, interpolant, order) {
    const { t, counts } = withinDomain(rows, interpolant, order);
    const target = { width: rows.dimension, values: pathDerivative(interpolant, { ...rows, t }, order) };
    const everywhere = contains(interpolant.domain(order), interpolant.domain(1));
    return everywhere ? { target } : { target, counts };
  },
  of: ({ columns }) => column(columns, 'target'),
};

/**
 * The mean of the derivative of the path over all pairs through x at t, which the velocity settles,
 *
 *   p_k x + q_k u_1,   p_k = (alpha^(k) beta' - alpha' beta^(k)) / w,   q_k = (alpha beta^(k) - alpha^(k) beta) / w,
 *   w = alpha beta' - alpha' beta:
 *
 * x and its velocity are two equations for the mean x1 and x0, whatever the distributions. It has the mean of the
 * conditional target and none of its noise. Rows at which w is 0 do not count. Source: this project's own.
 */
const conditionalClosed: Target = {
  needsVelocity: true,
  differentiatesFlow: false,
  prepare(rows, interpolant, order) {
    const { t, counts } = withinDomain(rows, interpolant, order);
    const { ofPoint, ofVelocity } = closedWeights(interpolant, t, order);
    const exists = counts.values.map((value, row) =>
      Number.isFinite(ofPoint[row]) && Number.isFinite(ofVelocity[row]) ? value : 0,
    );
    const finite = (values: Float64Array) => values.map((value, row) => (exists[row] === 0 ? 0 : value));
    return {
      ofPoint: { width: 1, values: finite(ofPoint) },
      ofVelocity: { width: 1, values: finite(ofVelocity) },
      counts: { width: 1, values: exists },
    };
  },
  of: (step) =>
    stopGradient(() => {
      const velocity = step.predicted.order(1);
      const fromPoint = tf.mul(column(step.columns, 'ofPoint'), step.at.x);
      return tf.add<Tensor2D>(fromPoint, tf.mul(column(step.columns, 'ofVelocity'), velocity));
    }),
};

/**
 * The material derivative D^(k-1) u_1 / Dt^(k-1) at the d of the rows, which is 0: the k-th derivative of the flow's
 * own trajectory, which a Taylor step of order k needs. Exists on every row. Source: the chain rule, by Taylor mode.
 */
const material: Target = {
  needsVelocity: true,
  differentiatesFlow: true,
  prepare: () => ({}),
  of: (step, order) =>
    stopGradient(() =>
      required(
        step.material(step.flow, step.at, order)[order - 1],
        'A training step gives all material derivatives that it is asked for.',
      ),
    ),
};

export const targets: Readonly<Record<TargetName, Target>> = {
  conditional,
  'conditional-closed': conditionalClosed,
  material,
};

/** The times, moved into the domain of the derivative, and which of them lay there. */
function withinDomain({ t }: DrawnRows, interpolant: Interpolant, order: number) {
  const domain = interpolant.domain(order);
  const inside = (time: number) => contains(domain, { from: time, to: time });
  return {
    // Outside the domain the derivative may be infinite, and infinity times 0 is not 0: take the nearest time inside.
    t: t.map((time) => Math.min(Math.max(time, domain.from), domain.to)),
    counts: { width: 1, values: t.map((time) => (inside(time) ? 1 : 0)) },
  };
}

/** p_k and q_k at each time; not finite where w is 0. */
function closedWeights(interpolant: Interpolant, t: Float64Array, order: number) {
  const { alpha, beta } = interpolant.weights(Jet.time(t, order));
  const determinant = (i: number, j: number) => {
    const [a, b, c, d] = [alpha.derivative(i), beta.derivative(j), alpha.derivative(j), beta.derivative(i)];
    return a.map((value, row) => value * Number(b[row]) - Number(c[row]) * Number(d[row]));
  };
  const whole = determinant(0, 1);
  const over = (values: Float64Array) => values.map((value, row) => value / Number(whole[row]));
  return { ofPoint: over(determinant(order, 1)), ofVelocity: over(determinant(0, order)) };
}

function column(columns: TrainingStep['columns'], name: string): Tensor2D {
  return required(columns[name], `A matching term lacks its column "${name}".`);
}
