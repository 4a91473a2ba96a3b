import type { Pass } from '../graph/graph.ts';
import { type Rule, rewrite } from './rewrite.ts';

/** Sums of fewer columns are as fast as they are. */
const FEWEST_COLUMNS = 16;

/**
 * A sum over the rows of a matrix as the product of a row of ones with it, for engines whose products are faster than
 * their sums: gradients of biases are such sums. `simplify` leaves it out, because compilers that fuse do better with
 * a sum.
 */
export const sumsAsProducts: Pass = { name: 'sums as products', run: (graph) => rewrite(graph, [sumOfRows]) };

const sumOfRows: Rule = ({ operation, inputs: [x], outputs: [output] }, { graph }) => {
  if (operation.kind !== 'reduce' || operation.name !== 'sum' || output === undefined) return undefined;
  const [rows = 0, columns = 0] = x?.shape ?? [];
  const overRows = x?.type === 'float32' && x.shape.length === 2 && operation.axes.join() === '0';
  if (!overRows || rows === 0 || columns < FEWEST_COLUMNS) return undefined;
  const ones = graph.constant(new Float32Array(rows).fill(1), [1, rows], 'float32');
  return graph.reshape(graph.matMul(ones, x, { transposeLeft: false, transposeRight: false }), output.shape);
};
