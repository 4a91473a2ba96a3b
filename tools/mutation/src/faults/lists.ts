import typescript from 'typescript';
import { replace, type Rule } from './fault.ts';

/** `[2, ...orders]` as `[2]`: what goes on for any number of orders stops at the first. */
export const listFaults: Rule = (node) => {
  if (!typescript.isArrayLiteralExpression(node)) return [];
  const kept = node.elements.filter((element) => !typescript.isSpreadElement(element));
  if (kept.length === 0 || kept.length === node.elements.length) return [];
  return [replace(node, 'dropped', `[${kept.map((element) => element.getText()).join(', ')}]`)];
};
