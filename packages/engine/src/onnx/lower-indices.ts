import { type Lowerings, operandOf, resultOf } from './lowering.ts';

/** What is chosen by whole numbers. */
export const lowerIndices: Lowerings<'gather' | 'oneHot'> = {
  gather: ({ operation: { axis }, operands, writer }) => {
    const inputs = operands.map(({ name }) => name);
    return writer.node('Gather', inputs, { axis });
  },
  // By comparison: the operator OneHot counts negative indices from the end.
  oneHot: (call) => {
    const { operation, writer } = call;
    const { depth, onValue, offValue } = operation;
    const [indices, result] = [operandOf(call), resultOf(call)];
    const places = Array.from({ length: depth }, (_, place) => place);
    const column = writer.reshape(indices.name, [...indices.shape, 1]);
    const hit = writer.node('Equal', [column, writer.constant('int32', places, [depth])]);
    if (onValue === 1 && offValue === 0) return writer.cast(hit, result.type);
    const value = (each: number) => writer.constant(result.type, [each], []);
    return writer.node('Where', [hit, value(onValue), value(offValue)]);
  },
};
