import type { KernelTable } from '../kernel-call.ts';
import { elementType } from '../recording.ts';

/** Kernels that make tensors of nothing: constants. */
export const constantKernels: KernelTable = {
  Fill: ({ graph, attributes }) => {
    const dtype = attributes.plain('dtype') ?? 'float32';
    return graph.filled(attributes.number('value'), attributes.numbers('shape'), elementType(String(dtype)));
  },
  OnesLike: ({ graph, input }) => graph.filled(1, input('x').shape, input('x').type),
  ZerosLike: ({ graph, input }) => graph.filled(0, input('x').shape, input('x').type),
  Range: ({ constant, attributes }) => {
    const values = rangeValues(
      attributes.number('start'),
      attributes.number('stop'),
      attributes.number('step'),
    );
    return constant(values, [values.length], attributes.string('dtype'));
  },
  LinSpace: ({ constant, attributes }) => {
    const count = attributes.number('num');
    const start = attributes.number('start');
    const step = (attributes.number('stop') - start) / Math.max(count - 1, 1);
    return constant(
      Array.from({ length: count }, (_, index) => start + index * step),
      [count],
      'float32',
    );
  },
};

function rangeValues(start: number, stop: number, step: number): readonly number[] {
  const count = Math.max(0, Math.ceil((stop - start) / step));
  return Array.from({ length: count }, (_, index) => start + index * step);
}
