import type { BinaryName, CompareName, LogicalName, UnaryName } from '../graph/operation.ts';
import type { Attribute } from './node-def.ts';
import { inputOf, type Lowerings, outputOf } from './lowering.ts';

/** Where TensorFlow has the function under one name. The output is called `y`, or `activations`. */
const unary: Readonly<Record<Exclude<UnaryName, 'step' | 'logicalNot'>, string>> = {
  abs: 'Abs',
  ceil: 'Ceil',
  cos: 'Cos',
  erf: 'Erf',
  exp: 'Exp',
  expm1: 'Expm1',
  floor: 'Floor',
  log: 'Log',
  log1p: 'Log1p',
  neg: 'Neg',
  reciprocal: 'Reciprocal',
  relu: 'Relu',
  round: 'Round',
  rsqrt: 'Rsqrt',
  sigmoid: 'Sigmoid',
  sign: 'Sign',
  sin: 'Sin',
  softplus: 'Softplus',
  sqrt: 'Sqrt',
  square: 'Square',
  tan: 'Tan',
  tanh: 'Tanh',
};

const activations: ReadonlySet<UnaryName> = new Set(['relu', 'softplus']);

const binary: Readonly<Record<BinaryName, string>> = {
  add: 'AddV2',
  atan2: 'Atan2',
  divide: 'RealDiv',
  floorDivide: 'FloorDiv',
  maximum: 'Maximum',
  minimum: 'Minimum',
  modulo: 'FloorMod',
  multiply: 'Mul',
  power: 'Pow',
  squaredDifference: 'SquaredDifference',
  subtract: 'Sub',
};

const compare: Readonly<Record<CompareName, string>> = {
  equal: 'Equal',
  greater: 'Greater',
  greaterEqual: 'GreaterEqual',
  less: 'Less',
  lessEqual: 'LessEqual',
  notEqual: 'NotEqual',
};

const logical: Readonly<Record<LogicalName, string>> = { and: 'LogicalAnd', or: 'LogicalOr' };

/** One number of the result for each place, broadcast. */
export const elementwiseLowerings: Lowerings<'binary' | 'cast' | 'compare' | 'logical' | 'select' | 'unary'> =
  {
    unary(node, into) {
      const { names } = node;
      const { name } = node.operation;
      const { type } = inputOf(node);
      if (name === 'logicalNot') {
        return [into.call({ operation: 'LogicalNot', output: 'y', inputs: names, attributes: {} })];
      }
      if (name === 'step') {
        const zero = into.number(0, type);
        const above = into.call({
          operation: 'Greater',
          output: 'z',
          inputs: [...names, zero],
          attributes: { T: { type } },
        });
        return [into.cast(above, 'bool', outputOf(node).type)];
      }
      const output = activations.has(name) ? 'activations' : 'y';
      return [into.call({ operation: unary[name], output, inputs: names, attributes: { T: { type } } })];
    },
    binary: (node, into) => [
      into.call({
        operation: binary[node.operation.name],
        output: 'z',
        inputs: node.names,
        attributes: typed(node),
      }),
    ],
    compare: (node, into) => [
      into.call({
        operation: compare[node.operation.name],
        output: 'z',
        inputs: node.names,
        attributes: typed(node),
      }),
    ],
    logical: ({ operation, names }, into) => [
      into.call({ operation: logical[operation.name], output: 'z', inputs: names, attributes: {} }),
    ],
    select: (node, into) => [
      into.call({
        operation: 'SelectV2',
        output: 'output',
        inputs: node.names,
        attributes: { T: { type: outputOf(node).type } },
      }),
    ],
    cast: (node, into) => node.names.map((name) => into.cast(name, inputOf(node).type, outputOf(node).type)),
  };

function typed(node: Parameters<typeof inputOf>[0]): Readonly<Record<'T', Attribute>> {
  return { T: { type: inputOf(node).type } };
}
