import type { OperationKind, ReduceName } from '../graph/operation.ts';
import { asType, computeAs, type LoweringCall, type Lowerings, operandOf } from './lowering.ts';
import type { TensorName } from './onnx-writer.ts';

/** What combines numbers along axes. */
export const lowerReductions: Lowerings<'argMax' | 'cumulativeSum' | 'reduce' | 'softmax'> = {
  argMax: (call) => {
    const {
      operation: { axis },
      writer,
    } = call;
    const x = operandOf(call);
    const input = asType(writer, x.name, x.type, x.type === 'bool' ? 'int32' : x.type);
    return writer.cast(writer.node('ArgMax', [input], { axis, keepdims: 0 }), 'int32');
  },
  cumulativeSum: (call) => {
    const { axis, exclusive, reverse } = call.operation;
    const attributes = { exclusive: Number(exclusive), reverse: Number(reverse) };
    return computeAs(call, numberType(call), ([x = '']) =>
      call.writer.node('CumSum', [x, call.writer.constant('int32', [axis], [])], attributes),
    );
  },
  reduce,
  softmax: (call) => computeAs(call, 'float32', ([x = '']) => call.writer.node('Softmax', [x], { axis: -1 })),
};

function reduce(call: LoweringCall<'reduce'>): TensorName {
  const { operation, writer } = call;
  const { name, axes, keepDimensions } = operation;
  return computeAs(call, name === 'mean' ? 'float32' : numberType(call), ([x = '']) =>
    // Without axes, ONNX would reduce all of them.
    axes.length === 0
      ? x
      : writer.node(reductions[name], [x, writer.integers(axes)], { keepdims: Number(keepDimensions) }),
  );
}

/** Truth values are numbers here: all is the least of them, any the greatest. */
function numberType({ operands }: Pick<LoweringCall<OperationKind>, 'operands'>): 'float32' | 'int32' {
  return operands.some(({ type }) => type === 'float32') ? 'float32' : 'int32';
}

const reductions: Readonly<Record<ReduceName, string>> = {
  all: 'ReduceMin',
  any: 'ReduceMax',
  max: 'ReduceMax',
  mean: 'ReduceMean',
  min: 'ReduceMin',
  product: 'ReduceProd',
  sum: 'ReduceSum',
};
