import type { Node, Value } from '../graph/graph.ts';
import { isSingle, uniformOf } from './known-values.ts';
import type { Rewriter } from './rewrite.ts';

/** A tensor and the single number that it is multiplied by. */
export interface Scaled {
  readonly scale: Value;
  readonly x: Value;
}

/** Both factors of a product, in both orders. */
export function madeFactors({
  operation,
  inputs: [left, right],
}: Node): readonly (readonly [Value, Value])[] {
  const isProduct = operation.kind === 'binary' && operation.name === 'multiply';
  if (!isProduct || left?.type !== 'float32' || right === undefined) return [];
  return [
    [left, right],
    [right, left],
  ];
}

/** The node as a product of a single number and a larger tensor, or of a known number and another single one. */
export function scaledBy({ operation, inputs: [left, right] }: Node, rewriter: Rewriter): Scaled | undefined {
  if (operation.kind !== 'binary' || operation.name !== 'multiply') return undefined;
  if (left?.type !== 'float32' || right === undefined || left === right) return undefined;
  const isScale = (value: Value, x: Value): boolean =>
    isSingle(value) && (!isSingle(x) || uniformOf(value, rewriter) !== undefined);
  if (isScale(left, right)) return { scale: left, x: right };
  return isScale(right, left) ? { scale: right, x: left } : undefined;
}

/** A value as such a product, where nothing else needs the value. */
export function scaledValue(value: Value, rewriter: Rewriter): Scaled | undefined {
  const node = rewriter.usedOnce(value) ? rewriter.producer(value) : undefined;
  return node && scaledBy(node, rewriter);
}

/** The product of two single numbers; undefined where it would leave the range of float32. */
export function productOf(one: Value, other: Value, rewriter: Rewriter): Value | undefined {
  const known = [one, other].map((value) => uniformOf(value, rewriter));
  const [left, right] = known;
  if (left === undefined || right === undefined) return rewriter.graph.binary('multiply', one, other);
  const product = Math.fround(left * right);
  const shape = one.shape.length >= other.shape.length ? one.shape : other.shape;
  return isNormal(product) ? rewriter.graph.filled(product, shape, 'float32') : undefined;
}

/** scale * x, of the shape of the node's output. */
export function multiply(node: Node, scale: Value, x: Value, rewriter: Rewriter): Value {
  const { graph } = rewriter;
  const single = scale.shape.length > x.shape.length ? graph.reshape(scale, []) : scale;
  return like(node, graph.binary('multiply', single, x), rewriter);
}

/** A value in the shape of the node's output. */
export function like({ outputs: [output] }: Node, value: Value, { graph }: Rewriter): Value {
  return output === undefined ? value : graph.broadcast(value, output.shape);
}

/** Neither 0 nor so small that digits are lost, nor beyond the largest number. */
export function isNormal(value: number): boolean {
  const size = Math.abs(value);
  return size >= 2 ** -126 && size <= 3.4028234e38;
}
