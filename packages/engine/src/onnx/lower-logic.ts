import type { CompareName, LogicalName } from '../graph/operation.ts';
import { alignedOperands } from './aligned-operands.ts';
import { asType, type Lowerings, operandOf, resultOf } from './lowering.ts';
import type { OnnxWriter, TensorName } from './onnx-writer.ts';

/** Comparisons, and what is done with their results. */
export const lowerLogic: Lowerings<'cast' | 'compare' | 'logical' | 'select'> = {
  cast: (call) => {
    const { name, type } = operandOf(call);
    return asType(call.writer, name, type, resultOf(call).type);
  },
  compare: (call) => {
    const { operation, writer } = call;
    const operands = alignedOperands(call);
    // Truth values are compared as numbers; whole numbers with others as float32.
    const inside = operands.some(({ type }) => type === 'float32') ? 'float32' : 'int32';
    const inputs = operands.map(({ name, type }) => asType(writer, name, type, inside));
    return comparisons[operation.name](writer, inputs);
  },
  logical: ({ operation, operands, writer }) => {
    const inputs = operands.map(({ name, type }) => asType(writer, name, type, 'bool'));
    return writer.node(logicalOperators[operation.name], inputs);
  },
  select: (call) => {
    const { writer } = call;
    const [condition, result] = [operandOf(call), resultOf(call)];
    const chosen = asType(writer, condition.name, condition.type, 'bool');
    // There is no choice between truth values; they are carried as numbers.
    const inside = result.type === 'bool' ? 'int32' : result.type;
    const inputs = [operandOf(call, 1), operandOf(call, 2)].map(({ name, type }) =>
      asType(writer, name, type, inside),
    );
    return asType(writer, writer.node('Where', [chosen, ...inputs]), inside, result.type);
  },
};

type Comparison = (writer: OnnxWriter, inputs: readonly TensorName[]) => TensorName;

const operator =
  (type: string): Comparison =>
  (writer, inputs) =>
    writer.node(type, inputs);

const comparisons: Readonly<Record<CompareName, Comparison>> = {
  equal: operator('Equal'),
  greater: operator('Greater'),
  greaterEqual: operator('GreaterOrEqual'),
  less: operator('Less'),
  lessEqual: operator('LessOrEqual'),
  notEqual: (writer, inputs) => writer.node('Not', [writer.node('Equal', inputs)]),
};

const logicalOperators: Readonly<Record<LogicalName, string>> = { and: 'And', or: 'Or' };
