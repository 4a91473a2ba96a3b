import { required } from '@highorder/core';
import type { Node, Value } from '../graph/graph.ts';
import type { OperationKind, OperationOf, UnaryName } from '../graph/operation.ts';
import { type Cost, noCost } from './cost.ts';
import { bytesOfAll, elementsOf, elementsOfAll } from './size.ts';

/** The FLOPs of a node, without its bytes. */
type Arithmetic = Partial<Omit<Cost, 'bytes' | 'flops'>>;

const nothing: Arithmetic = {};

const transcendentalNames: readonly UnaryName[] = [
  'cos',
  'erf',
  'exp',
  'expm1',
  'log',
  'log1p',
  'sigmoid',
  'sin',
  'softplus',
  'tan',
  'tanh',
];

/** One rule a kind of operation, so that a kind that is forgotten does not compile. */
type Rules = {
  readonly [Kind in OperationKind]: (operation: OperationOf<Kind>, node: Node) => Arithmetic;
};

const rules: Rules = {
  unary: ({ name }, node) => (transcendentalNames.includes(name) ? transcendental(node) : elementwise(node)),
  binary: ({ name }, node) =>
    name === 'power' || name === 'atan2' ? transcendental(node) : elementwise(node),
  compare: (_, node) => elementwise(node),
  logical: (_, node) => elementwise(node),
  select: (_, node) => elementwise(node),
  reduce: ({ name }, node) => {
    const { reductions = 0 } = reduction(node);
    // A mean divides each sum once.
    return { reductions: name === 'mean' ? reductions + elementsOfAll(node.outputs) : reductions };
  },
  argMax: (_, node) => reduction(node),
  cumulativeSum: (_, node) => ({ reductions: elementsOfAll(node.outputs) }),
  matMul: ({ transposeLeft }, node) => ({ matrixProducts: productOf(node, transposeLeft) }),
  affine: ({ transposeLeft }, node) => ({
    matrixProducts: productOf(node, transposeLeft),
    elementwise: elementsOfAll(node.outputs),
  }),
  softmax: (_, node) => softmax(node),
  constant: () => nothing,
  cast: () => nothing,
  transpose: () => nothing,
  reshape: () => nothing,
  broadcast: () => nothing,
  concat: () => nothing,
  slice: () => nothing,
  split: () => nothing,
  pad: () => nothing,
  gather: () => nothing,
  tile: () => nothing,
  reverse: () => nothing,
  oneHot: () => nothing,
  stopGradient: () => nothing,
};

/** They move no bytes. */
const free: ReadonlySet<OperationKind> = new Set(['constant', 'reshape', 'stopGradient']);

/** What a node costs, by the conventions of `Cost`. */
export function countNode(node: Node): Cost {
  const { kind } = node.operation;
  // The rule of an operation's own kind takes that operation; the compiler does not follow the pair through a table.
  const rule = rules[kind] as (operation: Node['operation'], node: Node) => Arithmetic;
  const bytes = free.has(kind) ? 0 : bytesOfAll(node.inputs) + bytesOfAll(node.outputs);
  const arithmetic = { ...noCost, ...rule(node.operation, node) };
  const { matrixProducts, elementwise: each, reductions } = arithmetic;
  return { ...arithmetic, flops: matrixProducts + each + reductions, bytes };
}

function elementwise({ outputs }: Node): Arithmetic {
  return { elementwise: elementsOfAll(outputs) };
}

function transcendental({ outputs }: Node): Arithmetic {
  const count = elementsOfAll(outputs);
  return { elementwise: count, transcendental: count };
}

function reduction({ inputs, outputs }: Node): Arithmetic {
  return { reductions: Math.max(0, elementsOfAll(inputs) - elementsOfAll(outputs)) };
}

/** 2 m k n, times the batch. */
function productOf({ inputs, outputs }: Node, transposeLeft: boolean): number {
  const left = required(inputs[0], 'A matrix product has two factors.');
  const inner = required(left.shape.at(transposeLeft ? -2 : -1), 'A factor has at least two axes.');
  return 2 * inner * elementsOfAll(outputs);
}

/** Maximum, difference, exp, sum, quotient. */
function softmax({ outputs }: Node): Arithmetic {
  const result: Value = required(outputs[0], 'A softmax has one result.');
  const elements = elementsOf(result);
  const rows = elements / (result.shape.at(-1) ?? 1);
  return { elementwise: 3 * elements, transcendental: elements, reductions: 2 * (elements - rows) };
}
