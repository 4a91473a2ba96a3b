import { sizeOf } from '@highorder/core';
import type { Pass, Value } from '../graph/graph.ts';
import { type Rewriter, type Rule, rewrite } from './rewrite.ts';

/**
 * Products of matrices in the form that libraries do best: transposes as flags of the product, and rank 2 where the
 * right matrix is the same for the whole batch.
 */
export const products: Pass = {
  name: 'products',
  run: (graph) => rewrite(graph, [transposedOperands, transposedProduct, flatProduct]),
};

/** A transpose of the last two axes is a flag. */
const transposedOperands: Rule = ({ operation, inputs: [left, right, bias] }, rewriter) => {
  if (operation.kind !== 'matMul' && operation.kind !== 'affine') return undefined;
  if (left === undefined || right === undefined) return undefined;
  const [one, other] = [turnedFrom(left, rewriter), turnedFrom(right, rewriter)];
  if (one === undefined && other === undefined) return undefined;
  const flags = {
    transposeLeft: operation.transposeLeft !== (one !== undefined),
    transposeRight: operation.transposeRight !== (other !== undefined),
  };
  const { graph } = rewriter;
  return bias === undefined
    ? graph.matMul(one ?? left, other ?? right, flags)
    : graph.affine(one ?? left, other ?? right, bias, flags);
};

/** The transpose of A B is the product of the transposes in the other order. */
const transposedProduct: Rule = ({ operation, inputs: [x] }, { graph, producer, usedOnce }) => {
  if (operation.kind !== 'transpose' || x === undefined || !turnsLastTwo(operation.permutation))
    return undefined;
  const product = usedOnce(x) ? producer(x) : undefined;
  const [left, right] = product?.inputs ?? [];
  if (product?.operation.kind !== 'matMul' || left === undefined || right === undefined) return undefined;
  const { transposeLeft, transposeRight } = product.operation;
  return graph.matMul(right, left, { transposeLeft: !transposeRight, transposeRight: !transposeLeft });
};

/** [batch, rows, inner] [1, inner, columns] is [batch * rows, inner] [inner, columns]. */
const flatProduct: Rule = ({ operation, inputs: [left, right], outputs: [output] }, { graph }) => {
  if (operation.kind !== 'matMul' || output === undefined || output.shape.length === 2) return undefined;
  if (left === undefined || right === undefined || sizeOf(right.shape.slice(0, -2)) !== 1) return undefined;
  const oneMatrix = sizeOf(left.shape.slice(0, -2)) === 1;
  if (operation.transposeLeft && !oneMatrix) return undefined;
  const [rows = 1, columns = 1] = left.shape.slice(-2);
  const flat = graph.reshape(left, oneMatrix ? [rows, columns] : [sizeOf(left.shape.slice(0, -1)), columns]);
  const { transposeLeft, transposeRight } = operation;
  const product = graph.matMul(flat, graph.reshape(right, right.shape.slice(-2)), {
    transposeLeft,
    transposeRight,
  });
  return graph.reshape(product, output.shape);
};

function turnedFrom(value: Value, { producer }: Rewriter): Value | undefined {
  const node = producer(value);
  return node?.operation.kind === 'transpose' && turnsLastTwo(node.operation.permutation)
    ? node.inputs[0]
    : undefined;
}

function turnsLastTwo(permutation: readonly number[]): boolean {
  const rank = permutation.length;
  const turned = permutation.map((_, axis) => (axis < rank - 2 ? axis : 2 * rank - 3 - axis));
  return rank >= 2 && turned.every((axis, index) => axis === permutation[index]);
}
