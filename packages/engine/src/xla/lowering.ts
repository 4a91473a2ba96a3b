import { required } from '@highorder/core';
import type { Value } from '../graph/graph.ts';
import type { OperationKind, OperationOf } from '../graph/operation.ts';
import type { FunctionBuilder } from './function-builder.ts';

/** A node to be lowered. */
export interface LoweredNode<Kind extends OperationKind> {
  readonly operation: OperationOf<Kind>;
  readonly inputs: readonly Value[];
  /** The names of the inputs in the function. */
  readonly names: readonly string[];
  readonly outputs: readonly Value[];
}

/** Adds a node's operations to the function; gives a name for each output. */
export type Lowering<Kind extends OperationKind> = (
  node: LoweredNode<Kind>,
  into: FunctionBuilder,
) => readonly string[];

/** How each kind of operation becomes operations of TensorFlow. */
export type Lowerings<Kinds extends OperationKind = OperationKind> = {
  readonly [Kind in Kinds]: Lowering<Kind>;
};

/** An input of a node. */
export function inputOf({ inputs }: Pick<LoweredNode<OperationKind>, 'inputs'>, index = 0): Value {
  return required(inputs[index], `A node has no input ${index}.`);
}

/** The only output of a node, or its first. */
export function outputOf({ outputs }: Pick<LoweredNode<OperationKind>, 'outputs'>): Value {
  return required(outputs[0], 'A node has no output.');
}
