import { sizeOf } from '@highorder/core';
import type { Pass, Value } from '../graph/graph.ts';
import { sizeOfValue } from '../graph/operations.ts';
import { isSingle, unaryInput, uniformOf } from './known-values.ts';
import { type Rule, rewrite } from './rewrite.ts';
import { isNormal, like, madeFactors, multiply, productOf, scaledBy, scaledValue } from './scaled.ts';

/**
 * Brings factors that are single numbers together, so that a large tensor is scaled once: a (b x) = (a b) x,
 * -(a x) = (-a) x, (a x) y = a (x y), (a x) / y = a (x / y), x / a = (1 / a) x, a x + a y = a (x + y),
 * sum (a x) = a sum x, a mean x = (a / n) sum x.
 *
 * Exact for powers of 2; other factors may change the last bit.
 */
export const scales: Pass = {
  name: 'scales',
  run: (graph) => rewrite(graph, [quotients, nested, inward, negated, outward, common, reduced, means]),
};

/** x / a is (1 / a) x, where x is more than one number. */
const quotients: Rule = ({ operation, inputs: [x, divisor] }, rewriter) => {
  if (operation.kind !== 'binary' || operation.name !== 'divide') return undefined;
  if (x?.type !== 'float32' || divisor === undefined || !isSingle(divisor) || isSingle(x)) return undefined;
  const known = uniformOf(divisor, rewriter);
  const { graph } = rewriter;
  if (known === undefined) return graph.binary('multiply', x, graph.unary('reciprocal', divisor));
  const factor = Math.fround(1 / known);
  return isNormal(factor)
    ? graph.binary('multiply', x, graph.filled(factor, divisor.shape, 'float32'))
    : undefined;
};

/** a (b x) is (a b) x. */
const nested: Rule = (node, rewriter) => {
  const outer = scaledBy(node, rewriter);
  const inner = outer && scaledValue(outer.x, rewriter);
  if (outer === undefined || inner === undefined) return undefined;
  const product = productOf(outer.scale, inner.scale, rewriter);
  return product && multiply(node, product, inner.x, rewriter);
};

/** a (x y) is (a x) y, where x is a smaller tensor that is scaled already. */
const inward: Rule = (node, rewriter) => {
  const outer = scaledBy(node, rewriter);
  const inner = outer && rewriter.usedOnce(outer.x) ? rewriter.producer(outer.x) : undefined;
  if (outer === undefined || inner === undefined) return undefined;
  for (const [x, y] of madeFactors(inner)) {
    const smaller = sizeOfValue(x) < sizeOfValue(outer.x) && !isSingle(x);
    if (!smaller || scaledValue(x, rewriter) === undefined) continue;
    return like(
      node,
      rewriter.graph.binary('multiply', rewriter.graph.binary('multiply', outer.scale, x), y),
      rewriter,
    );
  }
  return undefined;
};

/** -(a x) and a (-x) are (-a) x, where a is known. */
const negated: Rule = (node, rewriter) => {
  const { operation, inputs } = node;
  const [x] = inputs;
  const isNegation = operation.kind === 'unary' && operation.name === 'neg' && x !== undefined;
  const scaled = isNegation ? scaledValue(x, rewriter) : scaledBy(node, rewriter);
  if (scaled === undefined) return undefined;
  const source = isNegation ? scaled.x : unaryInput(scaled.x, 'neg', rewriter);
  const known = uniformOf(scaled.scale, rewriter);
  if (source === undefined || known === undefined) return undefined;
  return multiply(node, rewriter.graph.filled(-known, scaled.scale.shape, source.type), source, rewriter);
};

/** (a x) y is a (x y), and (a x) / y is a (x / y), where that makes the scaled tensor no larger. */
const outward: Rule = (node, rewriter) => {
  const { operation, inputs, outputs } = node;
  const [left, right] = inputs;
  const [output] = outputs;
  if (operation.kind !== 'binary' || left === undefined || right === undefined || output === undefined)
    return undefined;
  if (operation.name !== 'multiply' && operation.name !== 'divide') return undefined;
  const { name } = operation;
  const attempt = (x: Value, rest: (source: Value) => Value): Value | undefined => {
    const scaled =
      sizeOfValue(x) >= sizeOfValue(output) && !isSingle(x) ? scaledValue(x, rewriter) : undefined;
    return scaled && multiply(node, scaled.scale, rest(scaled.x), rewriter);
  };
  if (!isSingle(right)) {
    const moved = attempt(left, (x) => rewriter.graph.binary(name, x, right));
    if (moved !== undefined) return moved;
  }
  if (name === 'divide' || isSingle(left)) return undefined;
  return attempt(right, (x) => rewriter.graph.binary(name, left, x));
};

/** a x + a y is a (x + y); the same with a difference. */
const common: Rule = (node, rewriter) => {
  const { operation, inputs } = node;
  const [left, right] = inputs;
  if (operation.kind !== 'binary' || left === undefined || right === undefined || left === right)
    return undefined;
  if (operation.name !== 'add' && operation.name !== 'subtract') return undefined;
  const [one, other] = [scaledValue(left, rewriter), scaledValue(right, rewriter)];
  if (one === undefined || other?.scale !== one.scale || isSingle(left)) return undefined;
  return multiply(node, one.scale, rewriter.graph.binary(operation.name, one.x, other.x), rewriter);
};

/** sum (a x) is a sum x; the same with a mean. */
const reduced: Rule = (node, rewriter) => {
  const { operation, inputs } = node;
  const [x] = inputs;
  if (operation.kind !== 'reduce' || x?.type !== 'float32') return undefined;
  if (operation.name !== 'sum' && operation.name !== 'mean') return undefined;
  const scaled = scaledValue(x, rewriter);
  const same = scaled !== undefined && sizeOfValue(scaled.x) === sizeOfValue(x);
  if (!same || scaled.x.shape.length !== x.shape.length) return undefined;
  const { axes, keepDimensions, name } = operation;
  return multiply(node, scaled.scale, rewriter.graph.reduce(name, scaled.x, axes, keepDimensions), rewriter);
};

/** a mean x is (a / n) sum x, where a is known. */
const means: Rule = (node, rewriter) => {
  const { graph, producer, usedOnce } = rewriter;
  const factors = madeFactors(node);
  for (const [mean, factor] of factors) {
    const source = producer(mean);
    const [x] = source?.inputs ?? [];
    if (source?.operation.kind !== 'reduce' || source.operation.name !== 'mean' || !usedOnce(mean)) continue;
    const known = uniformOf(factor, rewriter);
    if (x === undefined || known === undefined) continue;
    const { axes, keepDimensions } = source.operation;
    const scale = Math.fround(known / sizeOf(axes.map((axis) => x.shape[axis] ?? 1)));
    if (!isNormal(scale)) continue;
    const sum = graph.reduce('sum', x, axes, keepDimensions);
    return multiply(node, graph.filled(scale, factor.shape, 'float32'), sum, rewriter);
  }
  return undefined;
};
