import { type LoweringCall, type Lowerings, operandOf, resultOf } from './lowering.ts';
import type { TensorName } from './onnx-writer.ts';

/** What moves numbers and leaves them as they are, and constants. */
export const lowerLayout: Lowerings<
  | 'broadcast'
  | 'concat'
  | 'constant'
  | 'pad'
  | 'reshape'
  | 'reverse'
  | 'slice'
  | 'split'
  | 'stopGradient'
  | 'tile'
  | 'transpose'
> = {
  broadcast: (call) => onFirst(call, 'Expand', [resultOf(call).shape]),
  concat: ({ operation: { axis }, operands, writer }) => {
    const inputs = operands.map(({ name }) => name);
    return writer.node('Concat', inputs, { axis });
  },
  constant: (call) => call.writer.constant(resultOf(call).type, call.operation.values, resultOf(call).shape),
  pad: (call) => {
    const { before, after, value } = call.operation;
    const { name, type } = operandOf(call);
    const lengths = call.writer.integers([...before, ...after]);
    return call.writer.node('Pad', [name, lengths, call.writer.constant(type, [value], [])]);
  },
  reshape: (call) => call.writer.reshape(operandOf(call).name, resultOf(call).shape),
  reverse: (call) => {
    const { axes } = call.operation;
    const each = (value: number) => axes.map(() => value);
    // From the last backwards to before the first; an end that far out is clamped.
    return axes.length === 0
      ? operandOf(call).name
      : onFirst(call, 'Slice', [each(-1), each(-(2 ** 31)), axes, each(-1)]);
  },
  slice: (call) => {
    const { begin, size } = call.operation;
    const ends = begin.map((start, axis) => start + Number(size[axis]));
    return begin.length === 0 ? operandOf(call).name : onFirst(call, 'Slice', [begin, ends]);
  },
  split: (call) => {
    const { axis, sizes } = call.operation;
    const inputs = [operandOf(call).name, call.writer.integers(sizes)];
    return call.writer.nodeOf(sizes.length, 'Split', inputs, { axis });
  },
  stopGradient: (call) => operandOf(call).name,
  tile: (call) => onFirst(call, 'Tile', [call.operation.repetitions]),
  transpose: (call) =>
    call.writer.node('Transpose', [operandOf(call).name], { perm: call.operation.permutation }),
};

type LayoutCall =
  | LoweringCall<'broadcast'>
  | LoweringCall<'reverse'>
  | LoweringCall<'slice'>
  | LoweringCall<'tile'>;

/** An operator on the first operand that is told the rest by lists of whole numbers. */
function onFirst(call: LayoutCall, type: string, lists: readonly (readonly number[])[]): TensorName {
  const inputs = lists.map((list) => call.writer.integers(list));
  return call.writer.node(type, [operandOf(call).name, ...inputs]);
}
