/**
 * Arithmetic and memory traffic of a part of a graph.
 *
 * FLOPs follow these conventions: a product of [m, k] and [k, n] is 2 m k n; an elementwise operation is 1 for each
 * element of its result, whatever it computes; a sum, product, maximum or minimum of n numbers is n - 1. What only
 * moves, copies or names numbers is 0.
 */
export interface Cost {
  /** All FLOPs: those of products, elementwise operations and reductions. */
  readonly flops: number;
  /** FLOPs of matrix products. */
  readonly matrixProducts: number;
  /** FLOPs of elementwise arithmetic, comparisons and choices, transcendental functions among them. */
  readonly elementwise: number;
  /** Those of `elementwise` that are exp, log, tanh and the like, which take a processor many instructions each. */
  readonly transcendental: number;
  /** FLOPs of reductions. */
  readonly reductions: number;
  /**
   * Bytes read and written if every operation takes its inputs from memory and puts its results there. What fuses
   * operations moves less.
   */
  readonly bytes: number;
}

/** What costs nothing. */
export const noCost: Cost = {
  flops: 0,
  matrixProducts: 0,
  elementwise: 0,
  transcendental: 0,
  reductions: 0,
  bytes: 0,
};

/** Two parts together. */
export function addCosts(one: Cost, other: Cost): Cost {
  return {
    flops: one.flops + other.flops,
    matrixProducts: one.matrixProducts + other.matrixProducts,
    elementwise: one.elementwise + other.elementwise,
    transcendental: one.transcendental + other.transcendental,
    reductions: one.reductions + other.reductions,
    bytes: one.bytes + other.bytes,
  };
}
