import type { ElementType } from '../graph/graph.ts';
import type { BinaryName } from '../graph/operation.ts';
import { alignedOperands } from './aligned-operands.ts';
import { computeAs, type LoweringCall, type Lowerings, resultOf } from './lowering.ts';
import type { OnnxWriter, TensorName } from './onnx-writer.ts';

type BinaryLowering = (writer: OnnxWriter, left: TensorName, right: TensorName) => TensorName;

/** Elementwise functions of two tensors; ONNX broadcasts as NumPy does. */
export const lowerBinary: Lowerings<'binary'> = {
  binary: (call) => {
    const { name } = call.operation;
    if (isInteger(call) && (name === 'floorDivide' || name === 'modulo')) return wholeDivision(call);
    const aligned = { ...call, operands: alignedOperands(call) };
    return computeAs(aligned, computedAs(call), ([left = '', right = '']) =>
      binaries[name](call.writer, left, right),
    );
  },
};

const exactOnIntegers: ReadonlySet<BinaryName> = new Set([
  'add',
  'maximum',
  'minimum',
  'multiply',
  'squaredDifference',
  'subtract',
]);

function isInteger({ operands }: LoweringCall<'binary'>): boolean {
  return operands.every(({ type }) => type !== 'float32');
}

function computedAs(call: LoweringCall<'binary'>): ElementType {
  return isInteger(call) && exactOnIntegers.has(call.operation.name) ? 'int32' : 'float32';
}

const operator =
  (type: string): BinaryLowering =>
  (writer, left, right) =>
    writer.node(type, [left, right]);

const binaries: Readonly<Record<BinaryName, BinaryLowering>> = {
  add: operator('Add'),
  atan2,
  divide: operator('Div'),
  floorDivide: (writer, left, right) => writer.node('Floor', [writer.node('Div', [left, right])]),
  maximum: operator('Max'),
  minimum: operator('Min'),
  modulo,
  multiply: operator('Mul'),
  power: operator('Pow'),
  squaredDifference(writer, left, right) {
    const difference = writer.node('Sub', [left, right]);
    return writer.node('Mul', [difference, difference]);
  },
  subtract: operator('Sub'),
};

/** The remainder with the sign of the divisor, from the remainder of C, which has the sign of the dividend. */
function modulo(writer: OnnxWriter, left: TensorName, right: TensorName): TensorName {
  const remainder = writer.node('Mod', [left, right], { fmod: 1 });
  // The sign, since a product of the two could underflow.
  const alignment = writer.node('Mul', [remainder, writer.node('Sign', [right])]);
  const opposed = writer.node('Less', [alignment, writer.constant('float32', [0], [])]);
  return writer.node('Where', [opposed, writer.node('Add', [remainder, right]), remainder]);
}

/** The angle of the point (x, y) from that of (|x|, |y|). Zeros have no sign here: the angle of (x, -0) is that of (x, 0). */
function atan2(writer: OnnxWriter, y: TensorName, x: TensorName): TensorName {
  const { node, constant } = writer;
  const [zero, pi] = [constant('float32', [0], []), constant('float32', [Math.PI], [])];
  const [height, width] = [node('Abs', [y]), node('Abs', [x])];
  // The angle of the origin is 0 by convention: 0/0 becomes 0/1.
  const atOrigin = node('Equal', [node('Max', [height, width]), zero]);
  const divisor = node('Where', [atOrigin, constant('float32', [1], []), width]);
  const acute = node('Atan', [node('Div', [height, divisor])]);
  const upper = node('Where', [node('Less', [x, zero]), node('Sub', [pi, acute]), acute]);
  return node('Where', [node('Less', [y, zero]), node('Neg', [upper]), upper]);
}

/** Through float64, which holds every int32: the quotient of whole numbers would end the process where it divides by 0. */
function wholeDivision({ operation, operands, results, writer }: LoweringCall<'binary'>): TensorName {
  const [left = '', right = ''] = operands.map(({ name }) => writer.cast(name, 'float64'));
  const quotient = writer.node('Floor', [writer.node('Div', [left, right])]);
  const result =
    operation.name === 'floorDivide'
      ? quotient
      : writer.node('Sub', [left, writer.node('Mul', [quotient, right])]);
  return writer.cast(result, resultOf({ results }).type);
}
