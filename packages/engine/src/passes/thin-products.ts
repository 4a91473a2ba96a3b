import type { Pass, Value } from '../graph/graph.ts';
import { type GraphOperations, sizeOfValue } from '../graph/operations.ts';
import { type Rule, rewrite } from './rewrite.ts';

/** Products over more terms are faster as products. */
const MOST_TERMS = 8;

/** Smaller results are as fast as they are. */
const FEWEST_NUMBERS = 512;

/**
 * A product of matrices over few terms as a sum of columns times rows, for compilers that fuse elementwise operations:
 * left right = sum_k left[:, k] right[k, :]. The gradient that enters the last layer of a network with few outputs is
 * such a product. XLA computes it one number at a time for 2 or 3 terms; as a sum it becomes part of what follows.
 *
 * A product with a bias stays: it is a layer, and its activation costs more than it.
 */
export const thinProducts: Pass = { name: 'thin products', run: (graph) => rewrite(graph, [outerProducts]) };

const outerProducts: Rule = ({ operation, inputs: [left, right], outputs: [output] }, { graph }) => {
  if (operation.kind !== 'matMul' || output?.shape.length !== 2) return undefined;
  if (left === undefined || right === undefined) return undefined;
  const [leftAxis, rightAxis] = [operation.transposeLeft ? 0 : 1, operation.transposeRight ? 1 : 0];
  const terms = left.shape[leftAxis] ?? 0;
  if (terms === 0 || terms > MOST_TERMS || sizeOfValue(output) < FEWEST_NUMBERS) return undefined;
  const [rows = 0, columns = 0] = output.shape;
  return Array.from({ length: terms }, (_, index) => {
    const column = graph.reshape(line(graph, left, { axis: leftAxis, index }), [rows, 1]);
    const row = graph.reshape(line(graph, right, { axis: rightAxis, index }), [1, columns]);
    return graph.binary('multiply', column, row);
  }).reduce((sum, product) => graph.binary('add', sum, product));
};

/** One row of a matrix, along axis 0, or one column, along axis 1. */
function line(
  graph: GraphOperations,
  matrix: Value,
  { axis, index }: { readonly axis: number; readonly index: number },
): Value {
  return graph.slice(matrix, [0, 0].with(axis, index), matrix.shape.with(axis, 1));
}
