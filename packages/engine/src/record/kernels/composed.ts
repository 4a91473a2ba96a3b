import { required } from '@highorder/core';
import type { Value } from '../../graph/graph.ts';
import type { GraphOperations } from '../../graph/operations.ts';
import type { KernelCall, KernelTable } from '../kernel-call.ts';
import { elementType } from '../recording.ts';
import { sameType } from './same-type.ts';

// Klambauer et al., "Self-Normalizing Neural Networks", 2017: the two constants of SELU.
const SELU_ALPHA = 1.6732632423543772;
const SELU_SCALE = 1.0507009873554805;

/** Elementwise kernels that graphs write with several operations. */
export const composedKernels: KernelTable = {
  AddN: ({ graph, inputs: [first, ...rest] }) =>
    rest.reduce((sum, each) => graph.binary('add', sum, each), required(first, 'tf.addN has an input.')),
  FloorDiv: ({ graph, input }) => {
    const [a, b] = [graph.cast(input('a'), 'float32'), graph.cast(input('b'), 'float32')];
    return graph.cast(graph.unary('floor', graph.binary('divide', a, b)), 'int32');
  },
  LogicalXor: ({ graph, input }) => {
    const both = graph.logical('and', input('a'), input('b'));
    return graph.logical('and', graph.logical('or', input('a'), input('b')), graph.unary('logicalNot', both));
  },
  Step: ({ graph, input, attributes }) =>
    step(graph, graph.cast(input('x'), 'float32'), attributes.number('alpha')),
  ClipByValue: ({ graph, input, attributes }) => {
    const limit = (name: string) => graph.scalar(attributes.number(name), input('x').type);
    const above = graph.binary('maximum', input('x'), limit('clipValueMin'));
    return graph.binary('minimum', above, limit('clipValueMax'));
  },
  Relu6: ({ graph, input }) => relu6(graph, input('x')),
  Elu: ({ graph, input }) => elu(graph, input('x')),
  EluGrad: ({ graph, input }) => {
    const [y, dy] = [input('y'), input('dy')];
    const below = graph.binary('multiply', dy, graph.binary('add', y, graph.scalar(1)));
    return graph.select(notNegative(graph, y), dy, below);
  },
  Selu: ({ graph, input }) => {
    const below = graph.binary('multiply', graph.unary('expm1', input('x')), graph.scalar(SELU_ALPHA));
    const unscaled = graph.select(notNegative(graph, input('x')), input('x'), below);
    return graph.binary('multiply', unscaled, graph.scalar(SELU_SCALE));
  },
  LeakyRelu: ({ graph, input, attributes }) =>
    leakyRelu(graph, input('x'), graph.scalar(attributes.number('alpha'))),
  Prelu: ({ graph, input }) => leakyRelu(graph, input('x'), input('alpha')),
  IsNan: ({ graph, input }) => graph.compare('notEqual', input('x'), input('x')),
  IsInf: ({ graph, input }) =>
    graph.compare('equal', graph.unary('abs', input('x')), graph.scalar(Number.POSITIVE_INFINITY)),
  IsFinite: ({ graph, input }) =>
    graph.compare('less', graph.unary('abs', input('x')), graph.scalar(Number.POSITIVE_INFINITY)),
  Select: ({ graph, input }) => {
    const [whereTrue, whereFalse] = sameType(graph, input('t'), input('e'));
    return graph.select(selectingRows(graph, input('condition'), whereTrue), whereTrue, whereFalse);
  },
  Cast: castKernel,
};

/** An activation by the name that fused kernels have for it. */
export function activation(
  graph: GraphOperations,
  name: string,
  x: Value,
  slope: () => Value,
): Value | undefined {
  switch (name) {
    case 'linear':
      return x;
    case 'relu':
      return graph.unary('relu', x);
    case 'relu6':
      return relu6(graph, x);
    case 'elu':
      return elu(graph, x);
    case 'sigmoid':
      return graph.unary('sigmoid', x);
    case 'leakyrelu':
    case 'prelu':
      return leakyRelu(graph, x, slope());
    default:
      return undefined;
  }
}

/** 1 above 0, else `alpha`. */
function step(graph: GraphOperations, x: Value, alpha: number): Value {
  if (alpha === 0) return graph.unary('step', x);
  return graph.select(graph.compare('greater', x, graph.scalar(0)), graph.scalar(1), graph.scalar(alpha));
}

function relu6(graph: GraphOperations, x: Value): Value {
  return graph.binary('minimum', graph.unary('relu', x), graph.scalar(6, x.type));
}

function elu(graph: GraphOperations, x: Value): Value {
  return graph.select(notNegative(graph, x), x, graph.unary('expm1', x));
}

function leakyRelu(graph: GraphOperations, x: Value, slope: Value): Value {
  const [left, right] = sameType(graph, x, slope);
  return graph.select(notNegative(graph, left), left, graph.binary('multiply', left, right));
}

function notNegative(graph: GraphOperations, x: Value): Value {
  return graph.compare('greaterEqual', x, graph.scalar(0, x.type));
}

/** A condition of rank 1 chooses whole rows. */
function selectingRows(graph: GraphOperations, condition: Value, rows: Value): Value {
  if (condition.shape.length !== 1 || rows.shape.length < 2) return condition;
  return graph.reshape(condition, [...condition.shape, ...rows.shape.slice(1).map(() => 1)]);
}

function castKernel({ graph, input, attributes }: KernelCall): Value {
  return graph.cast(input('x'), elementType(attributes.string('dtype')));
}
