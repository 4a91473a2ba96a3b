import typescript from 'typescript';
import { replace, type Rule } from './fault.ts';

/** Names that stand side by side in formulas, and are mistaken for each other. */
const pairs: readonly (readonly [one: string, other: string])[] = [
  ['alpha', 'beta'],
  ['x0', 'x1'],
  ['source', 'target'],
  ['from', 'to'],
  ['t', 'd'],
  ['x', 't'],
  ['rows', 'dimension'],
  ['first', 'second'],
  ['left', 'right'],
  ['lower', 'upper'],
  ['a', 'b'],
  ['i', 'j'],
  ['i', 'k'],
  ['row', 'column'],
  ['flow', 'teacher'],
  ['flow', 'predicted'],
  ['columns', 'rows'],
  ['cos', 'sin'],
  ['inputs', 'outputs'],
  ['gradient', 'parameters'],
  ['generated', 'reference'],
  ['teacher', 'student'],
  ['fanIn', 'fanOut'],
];

const others = new Map<string, readonly string[]>();
for (const [one, other] of pairs) {
  others.set(one, [...(others.get(one) ?? []), other]);
  others.set(other, [...(others.get(other) ?? []), one]);
}

/** A value that is used under the name of its neighbour, which must exist: the type checker drops the rest. */
export const nameFaults: Rule = (node) => {
  if (!typescript.isIdentifier(node) || !isUse(node)) return [];
  return (others.get(node.text) ?? []).map((other) => {
    const isShorthand = typescript.isShorthandPropertyAssignment(node.parent);
    return replace(node, 'swapped', isShorthand ? `${node.text}: ${other}` : other);
  });
};

/** Whether a name stands for its value, and is not the name that a declaration gives. */
function isUse(node: typescript.Identifier): boolean {
  const { parent } = node;
  if (typescript.isPropertyAccessExpression(parent)) return !isCallee(parent, node);
  if (typescript.isBindingElement(parent) || typescript.isParameter(parent))
    return parent.initializer === node;
  if (typescript.isVariableDeclaration(parent) || typescript.isPropertyAssignment(parent)) {
    return parent.initializer === node;
  }
  return !typescript.isFunctionLike(parent) || typescript.isArrowFunction(parent);
}

/** Names of methods are the concern of the rule for calls. */
function isCallee(access: typescript.PropertyAccessExpression, node: typescript.Identifier): boolean {
  return (
    access.name === node && typescript.isCallExpression(access.parent) && access.parent.expression === access
  );
}
