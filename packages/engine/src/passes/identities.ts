import type { Pass, Value } from '../graph/graph.ts';
import { madeBy, unaryInput, uniformOf } from './known-values.ts';
import { type Rewriter, type Rule, rewrite } from './rewrite.ts';

/**
 * Algebraic identities: x * 1, x / 1, x + 0, x - 0, 0 - x, x * 0, x * x, --x, (-x)^2, |-x|, x + -y, x - -y, -x - y, -(x - y),
 * x^1, x^2, x^0.5, (x - y)^2 as a square of a difference.
 *
 * x * 0 becomes 0, also where x is not finite; a sum with 0 forgets the sign of -0.
 */
export const identities: Pass = {
  name: 'identities',
  run: (graph) => rewrite(graph, [neutral, vanishing, squares, powers, evenFunctions, negations, choices]),
};

/** Operations with a number that leaves the other operand as it is. */
const neutral: Rule = ({ operation, inputs: [left, right], outputs: [output] }, rewriter) => {
  if (operation.kind !== 'binary' || left === undefined || right === undefined || output === undefined)
    return undefined;
  const { name } = operation;
  const keep = (x: Value): Value => rewriter.graph.broadcast(x, output.shape);
  const [one, other] = [uniformOf(left, rewriter), uniformOf(right, rewriter)];
  if ((name === 'multiply' || name === 'divide' || name === 'power') && other === 1) return keep(left);
  if ((name === 'add' || name === 'subtract') && other === 0) return keep(left);
  if (name === 'multiply' && one === 1) return keep(right);
  if (name === 'add' && one === 0) return keep(right);
  if (name === 'subtract' && one === 0) return keep(rewriter.graph.unary('neg', right));
  return undefined;
};

const vanishing: Rule = ({ operation, inputs, outputs: [output] }, rewriter) => {
  if (operation.kind !== 'binary' || operation.name !== 'multiply' || output === undefined) return undefined;
  const zero = inputs.some((input) => uniformOf(input, rewriter) === 0);
  return zero ? rewriter.graph.filled(0, output.shape, output.type) : undefined;
};

/** A square of a difference shares the difference with its gradient. */
const squares: Rule = ({ operation, inputs: [left, right] }, { graph }) => {
  if (operation.kind !== 'binary' || left === undefined || right === undefined) return undefined;
  if (operation.name === 'multiply' && left === right) return graph.unary('square', left);
  if (operation.name !== 'squaredDifference') return undefined;
  return graph.unary('square', graph.binary('subtract', left, right));
};

const powers: Rule = ({ operation, inputs: [x, exponent], outputs: [output] }, rewriter) => {
  if (operation.kind !== 'binary' || operation.name !== 'power') return undefined;
  if (x?.type !== 'float32' || exponent === undefined || output === undefined) return undefined;
  const { graph } = rewriter;
  switch (uniformOf(exponent, rewriter)) {
    case 2:
      return graph.broadcast(graph.unary('square', x), output.shape);
    case 0:
      return graph.filled(1, output.shape, output.type);
    default:
      return undefined;
  }
};

/** Of -x, they are the same as of x. */
const evenFunctions: Rule = ({ operation, inputs: [x] }, rewriter) => {
  if (operation.kind !== 'unary' || x === undefined) return undefined;
  if (!['abs', 'cos', 'square'].includes(operation.name)) return undefined;
  const source = unaryInput(x, 'neg', rewriter);
  return source === undefined ? undefined : rewriter.graph.unary(operation.name, source);
};

const negations: Rule = (node, rewriter) =>
  negatedOnce(node, rewriter) ?? negatedTerm(node, rewriter) ?? negatedShape(node, rewriter);

/** The sign of a reduction goes past a reshape, to where it may meet another factor. */
const negatedShape: Rule = ({ operation, inputs: [x], outputs: [output] }, rewriter) => {
  if (operation.kind !== 'reshape' || x === undefined || output === undefined) return undefined;
  const source = rewriter.usedOnce(x) ? unaryInput(x, 'neg', rewriter) : undefined;
  if (source === undefined || rewriter.producer(source)?.operation.kind !== 'reduce') return undefined;
  return rewriter.graph.unary('neg', rewriter.graph.reshape(source, output.shape));
};

/** --x and -(x - y) */
const negatedOnce: Rule = ({ operation, inputs: [x] }, rewriter) => {
  if (operation.kind !== 'unary' || operation.name !== 'neg' || x === undefined) return undefined;
  const twice = unaryInput(x, 'neg', rewriter);
  if (twice !== undefined) return twice;
  const difference = rewriter.usedOnce(x) ? madeBy(x, 'subtract', rewriter) : undefined;
  return difference && rewriter.graph.binary('subtract', difference[1], difference[0]);
};

/** x + -y, -x + y, x - -y, -x - y, -x * -y, -x / -y */
function negatedTerm(
  { operation, inputs: [left, right] }: Parameters<Rule>[0],
  rewriter: Rewriter,
): Value | undefined {
  if (operation.kind !== 'binary' || left === undefined || right === undefined) return undefined;
  const { graph } = rewriter;
  const [one, other] = [unaryInput(left, 'neg', rewriter), unaryInput(right, 'neg', rewriter)];
  switch (operation.name) {
    case 'add':
      if (other !== undefined) return graph.binary('subtract', left, other);
      return one && graph.binary('subtract', right, one);
    case 'subtract':
      if (other !== undefined) return graph.binary('add', left, other);
      return one && rewriter.usedOnce(left) ? graph.unary('neg', graph.binary('add', one, right)) : undefined;
    case 'multiply':
    case 'divide':
      return one && other && graph.binary(operation.name, one, other);
    default:
      return undefined;
  }
}

/** A choice by a condition that is known, or between two of the same. */
const choices: Rule = (
  { operation, inputs: [condition, whereTrue, whereFalse], outputs: [output] },
  rewriter,
) => {
  if (operation.kind !== 'select' || output === undefined) return undefined;
  if (condition === undefined || whereTrue === undefined || whereFalse === undefined) return undefined;
  const known = whereTrue === whereFalse ? 1 : uniformOf(condition, rewriter);
  if (known === undefined) return undefined;
  return rewriter.graph.broadcast(known === 0 ? whereFalse : whereTrue, output.shape);
};
