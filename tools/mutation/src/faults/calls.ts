import typescript from 'typescript';
import { type Edit, type Kind, replace, type Rule } from './fault.ts';

/** Functions and methods that are mistaken for each other: of tensors, jets, `Math` and zod. */
const mistaken: readonly (readonly [kind: Kind, one: string, other: string])[] = [
  ['sign', 'add', 'sub'],
  ['sign', 'plus', 'minus'],
  ['factor', 'mul', 'div'],
  ['factor', 'times', 'divide'],
  ['factor', 'sum', 'mean'],
  ['extreme', 'min', 'max'],
  ['extreme', 'minimum', 'maximum'],
  ['comparison', 'gt', 'gte'],
  ['comparison', 'lt', 'lte'],
  ['comparison', 'less', 'lessEqual'],
  ['comparison', 'greater', 'greaterEqual'],
  ['comparison', 'positive', 'nonnegative'],
  ['comparison', 'every', 'some'],
  ['function', 'sin', 'cos'],
  ['function', 'floor', 'ceil'],
  ['function', 'sqrt', 'square'],
  ['function', 'exp', 'expm1'],
  ['function', 'log', 'log1p'],
];

/** Calls whose two operands do not commute. */
const ordered: ReadonlySet<string> = new Set(['sub', 'div', 'pow', 'matMul', 'minus', 'divide', 'atan2']);

/** Calls that are left out: what they are given, or called on, stands alone. A limit of points, a quoting and a factorial among them. */
const droppable: ReadonlySet<string> = new Set([
  ...['add', 'sub', 'mul', 'div', 'plus', 'minus', 'times', 'divide', 'scale', 'neg'],
  ...['sqrt', 'square', 'abs', 'fround', 'transpose', 'reverse', 'sort', 'toSorted', 'stopGradient'],
  ...['slice', 'subarray', 'filter', 'firstRows', 'firstPoints', 'factorial', 'quoted', 'replaceAll'],
]);

/** Calls with an order or an index: one more. */
const counted: ReadonlySet<string> = new Set(['order', 'factorial', 'derivative', 'coefficient', 'power']);

/** `tf.add(a, b)` as `tf.sub(a, b)`, `a`; `order(k)` as `order(k + 1)`; `stopGradient(() => a)` as `a`; weights of a path as those of the straight one. */
export const callFaults: Rule = (node) => {
  if (!typescript.isCallExpression(node)) return [];
  const callee = node.expression;
  const name = typescript.isPropertyAccessExpression(callee) ? callee.name : callee;
  if (!typescript.isIdentifier(name)) return [];
  return [
    ...mistakenFaults(name),
    ...operandFaults(node, name.text),
    ...orderFaults(node, name.text),
    ...pathFaults(node, name.text),
  ];
};

/** The weights of the straight path, whatever the path is. */
function pathFaults(node: typescript.CallExpression, name: string): readonly Edit[] {
  const [time] = node.arguments;
  if (name !== 'weights' || time === undefined) return [];
  const straight = `((time) => ({ alpha: time, beta: time.affine(-1, 1) }))(${time.getText()})`;
  return [replace(node, 'function', straight)];
}

function mistakenFaults(name: typescript.Identifier): readonly Edit[] {
  return mistaken.flatMap(([kind, one, other]) => {
    if (name.text === one) return [replace(name, kind, other)];
    return name.text === other ? [replace(name, kind, one)] : [];
  });
}

function operandFaults(node: typescript.CallExpression, name: string): readonly Edit[] {
  const operands = operandsOf(node);
  const [first, second] = operands;
  if (first === undefined) return [];
  const edits: Edit[] = [];
  const quoting = name === 'map' && node.arguments[0]?.getText() === 'quoted';
  if (droppable.has(name) || quoting) edits.push(replace(node, 'dropped', valueOf(first)));
  if (second !== undefined && ordered.has(name) && operands.length === 2) {
    edits.push(swap(node, first, second));
  }
  return edits;
}

/** What is combined: the two arguments of `tf.sub(a, b)`, or receiver and argument of `a.minus(b)`. */
function operandsOf({
  expression,
  arguments: given,
}: typescript.CallExpression): readonly typescript.Expression[] {
  if (!typescript.isPropertyAccessExpression(expression)) return given;
  const receiver = expression.expression;
  return /^(?:tf|Math|Number)$/.test(receiver.getText()) ? given : [receiver, ...given];
}

function swap(
  node: typescript.CallExpression,
  first: typescript.Expression,
  second: typescript.Expression,
): Edit {
  const text = node.getText();
  const start = node.getStart();
  const between = text.slice(first.end - start, second.getStart() - start);
  const swapped = text.slice(0, first.getStart() - start) + second.getText() + between + first.getText();
  return replace(node, 'swapped', swapped + text.slice(second.end - start));
}

function orderFaults(node: typescript.CallExpression, name: string): readonly Edit[] {
  const [argument] = node.arguments;
  if (argument === undefined || !counted.has(name)) return [];
  if (typescript.isNumericLiteral(argument)) return [];
  return [replace(argument, 'off by one', `${argument.getText()} + 1`)];
}

/** The value of an operand: what a function without arguments gives. */
function valueOf(operand: typescript.Expression): string {
  const { body } = typescript.isArrowFunction(operand) ? operand : { body: operand };
  return typescript.isBlock(body) ? `(${operand.getText()})()` : `(${body.getText()})`;
}
