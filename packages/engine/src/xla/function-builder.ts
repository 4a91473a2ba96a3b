import type { ElementType, Value } from '../graph/graph.ts';
import type { Attributes, NodeDef } from './node-def.ts';
import type { ConstantTensor } from './tensor-proto.ts';

/** A call of a TensorFlow operation. */
export interface OperationCall {
  /** The name of the operation in TensorFlow, such as `AddV2`. */
  readonly operation: string;
  /** The name that TensorFlow gives to its output, such as `z`. */
  readonly output: string;
  readonly inputs: readonly string[];
  readonly attributes: Attributes;
}

/** Collects the nodes of a function. Tensors are known by the names that nodes refer to them by. */
export interface FunctionBuilder {
  readonly nodes: readonly NodeDef[];
  /** The name of a value that was defined. */
  nameOf(value: Value): string;
  /** Says what a value of the graph is called in the function. */
  define(value: Value, name: string): void;
  /** Adds an operation; gives the name of its first output. */
  call(call: OperationCall): string;
  /** Adds an operation with a list of outputs of the same name; gives a name for each of `count`. */
  callForList(call: OperationCall, count: number): readonly string[];
  constant(tensor: ConstantTensor): string;
  /** An int32 vector, such as axes or a shape. */
  integers(values: readonly number[]): string;
  /** An int32 scalar. */
  integer(value: number): string;
  /** A scalar of a type. */
  number(value: number, type: ElementType): string;
  cast(name: string, from: ElementType, to: ElementType): string;
}
