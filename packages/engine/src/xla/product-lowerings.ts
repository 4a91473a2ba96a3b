import type { FunctionBuilder } from './function-builder.ts';
import { inputOf, type LoweredNode, type Lowerings } from './lowering.ts';

/** Products of matrices. */
export const productLowerings: Lowerings<'affine' | 'matMul'> = {
  matMul: (node, into) => [product(node, into)],
  affine(node, into) {
    const { type } = inputOf(node);
    const bias = node.names.slice(2);
    const inputs = [product(node, into), ...bias];
    return [into.call({ operation: 'AddV2', output: 'z', inputs, attributes: { T: { type } } })];
  },
};

function product(node: LoweredNode<'affine'> | LoweredNode<'matMul'>, into: FunctionBuilder): string {
  const { type, shape } = inputOf(node);
  const { transposeLeft, transposeRight } = node.operation;
  const inputs = node.names.slice(0, 2);
  if (shape.length === 2) {
    return into.call({
      operation: 'MatMul',
      output: 'product',
      inputs,
      attributes: {
        T: { type },
        transpose_a: { truth: transposeLeft },
        transpose_b: { truth: transposeRight },
      },
    });
  }
  return into.call({
    operation: 'BatchMatMulV2',
    output: 'output',
    inputs,
    attributes: { T: { type }, adj_x: { truth: transposeLeft }, adj_y: { truth: transposeRight } },
  });
}
