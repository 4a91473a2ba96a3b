import { stopGradientKernel } from '@highorder/core';
import type { BinaryName, CompareName, LogicalName, UnaryName } from '../../graph/operation.ts';
import type { Value } from '../../graph/graph.ts';
import type { GraphOperations } from '../../graph/operations.ts';
import type { KernelCall, KernelTable } from '../kernel-call.ts';
import { sameType } from './same-type.ts';

/** Kernels that are one operation of a graph, by the name that graphs have for it. */
const unaryNames = {
  Abs: 'abs',
  Ceil: 'ceil',
  Cos: 'cos',
  Erf: 'erf',
  Exp: 'exp',
  Expm1: 'expm1',
  Floor: 'floor',
  Log: 'log',
  Log1p: 'log1p',
  LogicalNot: 'logicalNot',
  Neg: 'neg',
  Reciprocal: 'reciprocal',
  Relu: 'relu',
  Round: 'round',
  Rsqrt: 'rsqrt',
  Sigmoid: 'sigmoid',
  Sign: 'sign',
  Sin: 'sin',
  Softplus: 'softplus',
  Sqrt: 'sqrt',
  Square: 'square',
  Tan: 'tan',
  Tanh: 'tanh',
} as const satisfies Record<string, UnaryName>;

const binaryNames = {
  Add: 'add',
  Atan2: 'atan2',
  Maximum: 'maximum',
  Minimum: 'minimum',
  Mod: 'modulo',
  Multiply: 'multiply',
  Pow: 'power',
  RealDiv: 'divide',
  SquaredDifference: 'squaredDifference',
  Sub: 'subtract',
} as const satisfies Record<string, BinaryName>;

const compareNames = {
  Equal: 'equal',
  Greater: 'greater',
  GreaterEqual: 'greaterEqual',
  Less: 'less',
  LessEqual: 'lessEqual',
  NotEqual: 'notEqual',
} as const satisfies Record<string, CompareName>;

const logicalNames = { LogicalAnd: 'and', LogicalOr: 'or' } as const satisfies Record<string, LogicalName>;

/** These keep whole numbers whole; every other function of one tensor is one of float32. */
const ofWholeNumbers: readonly UnaryName[] = ['abs', 'logicalNot', 'neg', 'relu', 'sign', 'square'];

export const elementwiseKernels: KernelTable = {
  ...mapTable(
    unaryNames,
    (name) =>
      ({ graph, input }: KernelCall) =>
        unary(graph, name, input('x')),
  ),
  ...mapTable(binaryNames, (name) => ({ graph, input }: KernelCall) => {
    const [a, b] = sameType(graph, input('a'), input('b'));
    return name === 'divide' ? quotient(graph, a, b) : graph.binary(name, a, b);
  }),
  ...mapTable(compareNames, (name) => ({ graph, input }: KernelCall) => {
    const [a, b] = sameType(graph, input('a'), input('b'));
    return graph.compare(name, a, b);
  }),
  ...mapTable(logicalNames, (name) => ({ graph, input }: KernelCall) => {
    return graph.logical(name, input('a'), input('b'));
  }),
  Identity: ({ input }) => input('x'),
  [stopGradientKernel]: ({ graph, input }) => graph.stopGradient(input('x')),
};

/** Of whole numbers it is cut off to a whole number. */
function quotient(graph: GraphOperations, a: Value, b: Value): Value {
  return graph.cast(graph.binary('divide', graph.cast(a, 'float32'), graph.cast(b, 'float32')), a.type);
}

function unary(graph: GraphOperations, name: UnaryName, x: Value): Value {
  const asFloat = x.type !== 'float32' && !ofWholeNumbers.includes(name);
  return asFloat ? graph.cast(graph.unary(name, graph.cast(x, 'float32')), x.type) : graph.unary(name, x);
}

function mapTable<From, To>(table: Readonly<Record<string, From>>, change: (from: From) => To) {
  return Object.fromEntries(Object.entries(table).map(([kernel, from]) => [kernel, change(from)]));
}
