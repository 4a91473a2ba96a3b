import typescript from 'typescript';
import { replace, type Rule } from './fault.ts';

const { SyntaxKind } = typescript;

/** Whole numbers become the next one, others twice themselves; true becomes false. */
export const constantFaults: Rule = (node) => {
  if (typescript.isNumericLiteral(node)) {
    const value = Number(node.text);
    return Number.isInteger(value)
      ? [replace(node, 'off by one', String(value + 1))]
      : [replace(node, 'constant', String(2 * value))];
  }
  if (node.kind === SyntaxKind.TrueKeyword) return [replace(node, 'constant', 'false')];
  if (node.kind === SyntaxKind.FalseKeyword) return [replace(node, 'constant', 'true')];
  return [];
};
