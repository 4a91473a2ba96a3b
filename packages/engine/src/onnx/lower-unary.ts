import type { ElementType } from '../graph/graph.ts';
import type { UnaryName } from '../graph/operation.ts';
import { computeAs, type Lowerings, operandOf } from './lowering.ts';
import type { OnnxWriter, TensorName } from './onnx-writer.ts';

type UnaryLowering = (writer: OnnxWriter, x: TensorName) => TensorName;

/** Elementwise functions of one tensor. Those that have no operator are put together so that no digits are lost. */
export const lowerUnary: Lowerings<'unary'> = {
  unary: (call) => {
    const { name } = call.operation;
    return computeAs(call, computedAs(name, operandOf(call).type), ([x = '']) =>
      unaries[name](call.writer, x),
    );
  },
};

const exactOnIntegers: ReadonlySet<UnaryName> = new Set(['abs', 'neg', 'sign', 'square']);

function computedAs(name: UnaryName, type: ElementType): ElementType {
  if (name === 'logicalNot') return 'bool';
  return type === 'int32' && exactOnIntegers.has(name) ? 'int32' : 'float32';
}

const operator =
  (type: string): UnaryLowering =>
  (writer, x) =>
    writer.node(type, [x]);

const unaries: Readonly<Record<UnaryName, UnaryLowering>> = {
  abs: operator('Abs'),
  ceil: operator('Ceil'),
  cos: operator('Cos'),
  erf: operator('Erf'),
  exp: operator('Exp'),
  expm1,
  floor: operator('Floor'),
  log: operator('Log'),
  log1p,
  logicalNot: operator('Not'),
  neg: operator('Neg'),
  reciprocal: operator('Reciprocal'),
  relu: operator('Relu'),
  round: operator('Round'),
  rsqrt: (writer, x) => writer.node('Reciprocal', [writer.node('Sqrt', [x])]),
  sigmoid: operator('Sigmoid'),
  sign: operator('Sign'),
  sin: operator('Sin'),
  softplus: operator('Softplus'),
  sqrt: operator('Sqrt'),
  square: (writer, x) => writer.node('Mul', [x, x]),
  step: (writer, x) => writer.cast(writer.node('Greater', [x, number(writer, 0)]), 'float32'),
  tan: operator('Tan'),
  tanh: operator('Tanh'),
};

/** e^x - 1 = tanh(x/2) (e^x + 1): near 0 the digits of tanh are kept, and nowhere do two numbers cancel. */
function expm1(writer: OnnxWriter, x: TensorName): TensorName {
  const half = writer.node('Tanh', [writer.node('Mul', [x, number(writer, 0.5)])]);
  return writer.node('Mul', [half, writer.node('Add', [writer.node('Exp', [x]), number(writer, 1)])]);
}

/**
 * With u = 1 + x rounded: log(1 + x) = log(u) x/(u - 1), where the quotient mends the rounding (W. Kahan; N. Higham,
 * Accuracy and Stability of Numerical Algorithms, 2002, section 1.14.1). Where u = 1 it is x itself.
 */
function log1p(writer: OnnxWriter, x: TensorName): TensorName {
  const one = number(writer, 1);
  const sum = writer.node('Add', [x, one]);
  const added = writer.node('Sub', [sum, one]);
  // Nothing to mend; also where x is infinite, which would be divided by itself.
  const unrounded = writer.node('Equal', [added, x]);
  const mend = writer.node('Where', [unrounded, one, writer.node('Div', [x, added])]);
  const mended = writer.node('Mul', [writer.node('Log', [sum]), mend]);
  return writer.node('Where', [writer.node('Equal', [added, number(writer, 0)]), x, mended]);
}

function number(writer: OnnxWriter, value: number): TensorName {
  return writer.constant('float32', [value], []);
}
