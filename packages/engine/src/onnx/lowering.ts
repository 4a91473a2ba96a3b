import { required } from '@highorder/core';
import type { ElementType, Value } from '../graph/graph.ts';
import type { OperationKind, OperationOf } from '../graph/operation.ts';
import type { OnnxWriter, TensorName } from './onnx-writer.ts';

/** An input of an operation, with its name in the ONNX graph. */
export interface Operand extends Value {
  readonly name: TensorName;
}

/** One operation to write. */
export interface LoweringCall<Kind extends OperationKind> {
  readonly operation: OperationOf<Kind>;
  readonly operands: readonly Operand[];
  readonly results: readonly Value[];
  readonly writer: OnnxWriter;
}

/** An operand by its place. */
export function operandOf({ operands }: Pick<LoweringCall<OperationKind>, 'operands'>, index = 0): Operand {
  return required(operands[index], `An operation has no input ${index}.`);
}

/** The result, of an operation that has one. */
export function resultOf({ results }: Pick<LoweringCall<OperationKind>, 'results'>): Value {
  return required(results[0], 'An operation has no result.');
}

/** Writes an operation as ONNX nodes, and gives the name of its result, or of each where there are several. */
export type Lowering<Kind extends OperationKind> = (
  call: LoweringCall<Kind>,
) => TensorName | readonly TensorName[];

/** A lowering of each kind among these, so that a kind without one is an error of types. */
export type Lowerings<Kinds extends OperationKind> = { readonly [Kind in Kinds]: Lowering<Kind> };

/** The tensor as `wanted`: itself where it is that already. */
export function asType(
  writer: OnnxWriter,
  tensor: TensorName,
  type: ElementType,
  wanted: ElementType,
): TensorName {
  return type === wanted ? tensor : writer.cast(tensor, wanted);
}

/**
 * Computes in `inside` what ONNX has no operator of the given types for: operands are cast to it, and the result to the
 * type that it should have.
 */
export function computeAs(
  { operands, results, writer }: Omit<LoweringCall<OperationKind>, 'operation'>,
  inside: ElementType,
  compute: (operands: readonly TensorName[]) => TensorName,
): TensorName {
  const inputs = operands.map(({ name, type }) => asType(writer, name, type, inside));
  return asType(writer, compute(inputs), inside, resultOf({ results }).type);
}
