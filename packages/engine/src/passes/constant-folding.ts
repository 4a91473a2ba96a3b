import { sizeOf } from '@highorder/core';
import { broadcastShapes } from '../graph/broadcast-shapes.ts';
import type { Node, Pass, Value } from '../graph/graph.ts';
import { type ConstantValues, constantArray } from '../graph/operations.ts';
import { binaryFunctions, compareFunctions, unaryFunctions } from './host-functions.ts';
import { constantOf } from './known-values.ts';
import { type Rewriter, type Rule, rewrite } from './rewrite.ts';

/** Larger results are left to the engine: a graph should not grow by what it can compute fast. */
const LARGEST = 1024;

/** Computes small nodes whose inputs are constants, each operation rounded to float32 as an engine does. */
export const constantFolding: Pass = {
  name: 'constant folding',
  run: (graph) => rewrite(graph, [folded]),
};

const folded: Rule = (node, rewriter) => {
  const [output, ...more] = node.outputs;
  if (output === undefined || more.length > 0 || sizeOf(output.shape) > LARGEST) return undefined;
  if (node.operation.kind === 'constant' || node.inputs.length === 0) return undefined;
  const inputs = node.inputs.map((input) => knownTensor(input, rewriter));
  const known = inputs.filter((input) => input !== undefined);
  if (known.length < inputs.length) return undefined;
  const values = evaluate(node, known, output);
  return values && rewriter.graph.constant(constantArray(values, output.type), output.shape, output.type);
};

/** A constant with its shape. */
interface KnownTensor {
  readonly shape: readonly number[];
  readonly values: ConstantValues;
}

function knownTensor(value: Value, rewriter: Rewriter): KnownTensor | undefined {
  const values = constantOf(value, rewriter);
  return values && { shape: value.shape, values };
}

/** The numbers of a node's output; undefined where the operation is left to the engine. */
function evaluate(
  { operation }: Node,
  inputs: readonly KnownTensor[],
  output: Value,
): readonly number[] | undefined {
  const [first] = inputs;
  if (first === undefined) return undefined;
  switch (operation.kind) {
    case 'reshape':
      return Array.from(first.values);
    case 'cast':
      return Array.from(first.values, castTo(output));
    case 'broadcast':
      // One number everywhere is dearer as a large constant.
      return first.values.length === 1 ? undefined : elementwise(inputs, output, ([x = 0]) => x);
    case 'unary': {
      const compute = unaryFunctions[operation.name];
      return compute && elementwise(inputs, output, ([x = 0]) => compute(x));
    }
    case 'binary':
      return elementwise(inputs, output, ([x = 0, y = 0]) => binaryFunctions[operation.name](x, y));
    case 'compare':
      return elementwise(inputs, output, ([x = 0, y = 0]) => Number(compareFunctions[operation.name](x, y)));
    case 'logical':
      return elementwise(inputs, output, ([x, y]) => Number(operation.name === 'and' ? x && y : x || y));
    case 'select':
      return elementwise(inputs, output, ([condition, x = 0, y = 0]) => (condition ? x : y));
    default:
      return undefined;
  }
}

function castTo({ type }: Value): (value: number) => number {
  if (type === 'bool') return (value) => Number(value !== 0);
  return type === 'int32' ? Math.trunc : (value) => value;
}

function elementwise(
  inputs: readonly KnownTensor[],
  { shape }: Value,
  compute: (values: readonly number[]) => number,
): readonly number[] {
  broadcastShapes(shape, ...inputs.map((input) => input.shape));
  return Array.from({ length: sizeOf(shape) }, (_, index) =>
    compute(inputs.map((input) => input.values[placeIn(input.shape, shape, index)] ?? 0)),
  );
}

/** Where a place of a tensor of shape `shape` lies in one of shape `from` that is broadcast to it. */
function placeIn(from: readonly number[], shape: readonly number[], index: number): number {
  let [place, stride, rest] = [0, 1, index];
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    const length = shape[axis] ?? 1;
    const own = from[axis - shape.length + from.length] ?? 1;
    if (own > 1) place += (rest % length) * stride;
    stride *= own;
    rest = Math.floor(rest / length);
  }
  return place;
}
