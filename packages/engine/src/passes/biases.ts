import type { Pass, Value } from '../graph/graph.ts';
import type { GraphOperations } from '../graph/operations.ts';
import { type Rule, rewrite } from './rewrite.ts';

/** A row added to a product of matrices is part of the product: `affine`. */
export const biases: Pass = { name: 'biases', run: (graph) => rewrite(graph, [addedRow]) };

const addedRow: Rule = ({ operation, inputs: [left, right] }, { graph, producer, usedOnce }) => {
  if (operation.kind !== 'binary' || operation.name !== 'add') return undefined;
  if (left === undefined || right === undefined) return undefined;
  for (const [sum, row] of [
    [left, right],
    [right, left],
  ] as const) {
    const product = usedOnce(sum) ? producer(sum) : undefined;
    const [one, other] = product?.inputs ?? [];
    const bias = product && asRow(graph, row, sum);
    if (product?.operation.kind !== 'matMul' || one === undefined || other === undefined) continue;
    if (bias === undefined || sum.type !== 'float32') continue;
    const { transposeLeft, transposeRight } = product.operation;
    return graph.affine(one, other, bias, { transposeLeft, transposeRight });
  }
  return undefined;
};

/** [columns] or [1, columns] as [columns]. */
function asRow(graph: GraphOperations, row: Value, { shape: [, columns], shape }: Value): Value | undefined {
  if (shape.length !== 2 || columns === undefined || row.shape.at(-1) !== columns) return undefined;
  const isRow = row.shape.length === 1 || (row.shape.length === 2 && row.shape[0] === 1);
  return isRow ? graph.reshape(row, [columns]) : undefined;
}
