import { type Flow, type FlowLine, type FlowPoint, type Tensor2D, tf } from '@highorder/core';
import { differentiable } from './differentiable-flow.ts';

/**
 * The derivatives of `taylorAdvance` along a line, k = 0 ... order, [rows, dimension] each, for a `DifferentiableFlow`:
 * the product rule on each term of
 *
 *   Phi = x + sum_j (d^j / j!) u_j,   (d^j / j!)^(i) = d'^i d^(j-i) / (j-i)!
 */
export function taylorAdvanceAlong(
  flow: Flow,
  from: FlowPoint,
  line: FlowLine,
  order: number,
): readonly Tensor2D[] {
  const known = differentiable(flow, from);
  const heads = flow.orders.map((head) => ({ head, along: known.along(from, line, order, head) }));
  return Array.from({ length: order + 1 }, (_, k) =>
    heads.reduce<Tensor2D>(
      (sum, { head, along }) => tf.add(sum, productDerivative({ power: head, along }, from, line, k)),
      straight(from, line, k),
    ),
  );
}

/** The k-th derivative of x + s x'. */
function straight({ x }: FlowPoint, line: FlowLine, k: number): Tensor2D {
  if (k === 0) return x;
  return k > 1 || line.x === 0 ? tf.zerosLike(x) : line.x;
}

interface StepTerm {
  readonly power: number;
  /** Derivatives of u_power. */
  readonly along: readonly Tensor2D[];
}

/** The k-th derivative of (d^power / power!) u by Leibniz' rule. */
function productDerivative(
  { power, along }: StepTerm,
  { d }: FlowPoint,
  { d: rate }: FlowLine,
  k: number,
): Tensor2D {
  let binomial = 1;
  let sum: Tensor2D | undefined;
  for (let i = 0; i <= Math.min(k, power); i++) {
    const outer: Tensor2D = tf.mul(dividedPower(d, power - i), binomial * rate ** i);
    const inner = along[k - i];
    if (inner === undefined) throw new Error(`The head of order ${power} gives too few derivatives.`);
    const product: Tensor2D = tf.mul(outer, inner);
    sum = sum === undefined ? product : tf.add(sum, product);
    binomial = (binomial * (k - i)) / (i + 1);
  }
  return sum ?? tf.zerosLike(d);
}

/** d^n / n!, by products: a power of 0 has no gradient. */
function dividedPower(d: Tensor2D, n: number): Tensor2D {
  let value: Tensor2D = tf.onesLike(d);
  for (let factor = 1; factor <= n; factor++) value = tf.div(tf.mul(value, d), factor);
  return value;
}
