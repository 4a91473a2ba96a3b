import typescript from 'typescript';
import { replace, type Rule } from './fault.ts';

/** Points in the order of their first coordinate: the same points, and no longer in random order. */
const inOrder = (points: string) =>
  `((p) => { const first = (row: number) => Number(p.values[row * p.dimension]); ` +
  `const rows = Array.from({ length: p.count }, (_, row) => row).sort((one, other) => first(one) - first(other)); ` +
  `return { ...p, values: p.values.map((_, at) => Number(p.values[Number(rows[Math.floor(at / p.dimension)]) * p.dimension + (at % p.dimension)])) }; })(${points})`;

/** `target.sample(rows, random)` with its rows sorted, `permutation(count, random)` as 0, 1, 2, ... */
export const rowFaults: Rule = (node) => {
  if (!typescript.isCallExpression(node) || node.arguments.length !== 2) return [];
  const { expression: callee } = node;
  const drawn = typescript.isPropertyAccessExpression(callee) && callee.name.text === 'sample';
  if (drawn) return [replace(node, 'order', inOrder(node.getText()))];
  return callee.getText() === 'permutation' ? [replace(node, 'order', `${node.getText()}.sort()`)] : [];
};
