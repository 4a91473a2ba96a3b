import { computeAs, type LoweringCall, type Lowerings, resultOf } from './lowering.ts';
import type { TensorName } from './onnx-writer.ts';

/** Products of matrices. */
export const lowerProducts: Lowerings<'affine' | 'matMul'> = {
  affine: (call) => computeAs(call, 'float32', (inputs) => gemm(call, inputs)),
  matMul: (call) =>
    computeAs(call, 'float32', (inputs) =>
      resultOf(call).shape.length === 2 ? gemm(call, inputs) : batchedProduct(call, inputs),
    ),
};

function gemm(
  { operation, writer }: LoweringCall<'affine'> | LoweringCall<'matMul'>,
  inputs: readonly TensorName[],
): TensorName {
  const { transposeLeft, transposeRight } = operation;
  return writer.node('Gemm', inputs, { transA: Number(transposeLeft), transB: Number(transposeRight) });
}

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
