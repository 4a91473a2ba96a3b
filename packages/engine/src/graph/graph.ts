import type { Operation } from './operation.ts';

/** What a tensor of a graph holds. */
export type ElementType = 'bool' | 'float32' | 'int32';

/** A tensor of a graph: the result of one node, or an input. Identified by `id`, unique within its graph. */
export interface Value {
  readonly id: number;
  readonly shape: readonly number[];
  readonly type: ElementType;
}

/** One operation on values. */
export interface Node {
  readonly operation: Operation;
  readonly inputs: readonly Value[];
  /** One, but for `split`. */
  readonly outputs: readonly Value[];
  /** Who asked for it, for messages and profiles: such as `loss/matching` or `head/mlp`; empty where not known. */
  readonly origin: string;
}

/** A value under the name by which the outside knows it. */
export interface NamedValue {
  readonly name: string;
  readonly value: Value;
}

/**
 * A numeric function as a static graph: all shapes are known, nothing depends on data, nothing is read or drawn.
 *
 * Nodes are in an order in which each comes after those it needs. Graphs are immutable; a pass makes a new one.
 */
export interface Graph {
  readonly inputs: readonly NamedValue[];
  readonly nodes: readonly Node[];
  readonly outputs: readonly NamedValue[];
}

/** A graph to an equal graph, simpler in some way. One pass a file in `passes/`. */
export interface Pass {
  readonly name: string;
  run(graph: Graph): Graph;
}
