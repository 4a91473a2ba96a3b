import type { OperationOf } from '../graph/operation.ts';
import { computeAs, type LoweringCall, type Lowerings, resultOf } from './lowering.ts';
import type { OnnxWriter, TensorName } from './onnx-writer.ts';

/** Products of matrices. */
export const lowerProducts: Lowerings<'affine' | 'matMul'> = {
  affine: (call) => computeAs(call, 'float32', (inputs) => plainProduct(call, inputs)),
  matMul: (call) =>
    computeAs(call, 'float32', (inputs) =>
      resultOf(call).shape.length === 2 ? plainProduct(call, inputs) : batchedProduct(call, inputs),
    ),
};

type ProductCall = LoweringCall<'affine'> | LoweringCall<'matMul'>;
type ProductOperation = OperationOf<'affine'> | OperationOf<'matMul'>;

/** Results of 2 to 8 columns and at least as many rows as these are made as rows, and turned. */
const NARROW = 8;
const LONG = 64;

/** left right (+ bias) of two axes. */
function plainProduct(call: ProductCall, inputs: readonly TensorName[]): TensorName {
  const [rows = 0, columns = 0] = resultOf(call).shape;
  const narrow = columns > 1 && columns <= NARROW && rows >= LONG;
  return narrow ? turnedProduct(call, inputs) : gemm(call.writer, call.operation, inputs);
}

function gemm(
  writer: OnnxWriter,
  { transposeLeft, transposeRight }: Pick<ProductOperation, 'transposeLeft' | 'transposeRight'>,
  inputs: readonly TensorName[],
): TensorName {
  return writer.node('Gemm', inputs, { transA: Number(transposeLeft), transB: Number(transposeRight) });
}

/**
 * The transpose of right^T left^T (+ bias as a column). The kernels of ONNX Runtime compute 16 columns or more at a time,
 * so that a head with two outputs, or its gradient, takes half as long this way.
 */
function turnedProduct(
  { operation, writer }: ProductCall,
  [left = '', right = '', bias]: readonly TensorName[],
): TensorName {
  const turned = {
    transposeLeft: !operation.transposeRight,
    transposeRight: !operation.transposeLeft,
  };
  const column = bias === undefined ? [] : [writer.node('Unsqueeze', [bias, writer.integers([1])])];
  return writer.node('Transpose', [gemm(writer, turned, [right, left, ...column])], { perm: [1, 0] });
}

/** With axes in front, which broadcast. */
function batchedProduct(
  { operation, results, writer }: LoweringCall<'matMul'>,
  [left = '', right = '']: readonly TensorName[],
): TensorName {
  const axes = resultOf({ results }).shape.map((_, axis) => axis);
  const perm = [...axes.slice(0, -2), ...axes.slice(-2).reverse()];
  const turn = (tensor: TensorName, turned: boolean) =>
    turned ? writer.node('Transpose', [tensor], { perm }) : tensor;
  return writer.node('MatMul', [turn(left, operation.transposeLeft), turn(right, operation.transposeRight)]);
}
