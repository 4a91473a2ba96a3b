import typescript from 'typescript';
import { type Edit, type Kind, replace, type Rule } from './fault.ts';

const { SyntaxKind } = typescript;

/** What stands in the place of an operator. */
const otherOperators: Partial<Record<typescript.SyntaxKind, readonly [kind: Kind, operator: string]>> = {
  [SyntaxKind.PlusToken]: ['sign', '-'],
  [SyntaxKind.MinusToken]: ['sign', '+'],
  [SyntaxKind.PlusEqualsToken]: ['sign', '-='],
  [SyntaxKind.MinusEqualsToken]: ['sign', '+='],
  [SyntaxKind.AsteriskToken]: ['factor', '/'],
  [SyntaxKind.SlashToken]: ['factor', '*'],
  [SyntaxKind.AsteriskEqualsToken]: ['factor', '/='],
  [SyntaxKind.SlashEqualsToken]: ['factor', '*='],
  [SyntaxKind.LessThanToken]: ['comparison', '<='],
  [SyntaxKind.LessThanEqualsToken]: ['comparison', '<'],
  [SyntaxKind.GreaterThanToken]: ['comparison', '>='],
  [SyntaxKind.GreaterThanEqualsToken]: ['comparison', '>'],
  [SyntaxKind.EqualsEqualsEqualsToken]: ['comparison', '!=='],
  [SyntaxKind.ExclamationEqualsEqualsToken]: ['comparison', '==='],
  [SyntaxKind.AmpersandAmpersandToken]: ['comparison', '||'],
  [SyntaxKind.BarBarToken]: ['comparison', '&&'],
};

/** Operators whose operands do not commute. */
const ordered: ReadonlySet<typescript.SyntaxKind> = new Set([
  SyntaxKind.MinusToken,
  SyntaxKind.SlashToken,
  SyntaxKind.AsteriskAsteriskToken,
  SyntaxKind.PercentToken,
]);

const terms: ReadonlySet<typescript.SyntaxKind> = new Set([
  SyntaxKind.PlusToken,
  SyntaxKind.MinusToken,
  SyntaxKind.AsteriskToken,
  SyntaxKind.SlashToken,
  SyntaxKind.AsteriskAsteriskToken,
]);

/** `a + b` as `a - b`, `b - a`, `a`, twice itself; `<` as `<=`. */
export const binaryFaults: Rule = (node) => {
  if (!typescript.isBinaryExpression(node)) return [];
  const { left, operatorToken, right } = node;
  const edits: Edit[] = [];
  const other = otherOperators[operatorToken.kind];
  if (other !== undefined) edits.push(replace(operatorToken, ...other));
  if (ordered.has(operatorToken.kind)) {
    const swapped = `(${right.getText()}) ${operatorToken.getText()} (${left.getText()})`;
    edits.push(replace(node, 'swapped', `(${swapped})`));
  }
  if (terms.has(operatorToken.kind)) edits.push(replace(node, 'dropped', `(${left.getText()})`));
  if (operatorToken.kind === SyntaxKind.AsteriskToken) {
    edits.push(replace(node, 'factor', `(2 * (${node.getText()}))`));
  }
  return edits;
};

/** `-a` as `a`, `!a` as `a`, `a ? b : c` as `a ? c : b`. */
export const unaryFaults: Rule = (node) => {
  if (typescript.isPrefixUnaryExpression(node)) {
    const operand = node.operand.getText();
    if (node.operator === SyntaxKind.MinusToken) return [replace(node, 'sign', operand)];
    if (node.operator === SyntaxKind.ExclamationToken) return [replace(node, 'comparison', operand)];
  }
  if (typescript.isConditionalExpression(node)) {
    const { condition, whenTrue, whenFalse } = node;
    const text = `${condition.getText()} ? ${whenFalse.getText()} : ${whenTrue.getText()}`;
    return [replace(node, 'swapped', text)];
  }
  return [];
};

/** A statement that only does something, such as a check of the options, left out. */
export const statementFaults: Rule = (node) => {
  if (!typescript.isExpressionStatement(node)) return [];
  const { expression } = node;
  const acts = typescript.isCallExpression(expression) || typescript.isBinaryExpression(expression);
  return acts ? [replace(node, 'dropped', ';')] : [];
};
