import type { ReduceName } from '../graph/operation.ts';
import { inputOf, type Lowerings } from './lowering.ts';

const reductions: Readonly<Record<ReduceName, string>> = {
  all: 'All',
  any: 'Any',
  max: 'Max',
  mean: 'Mean',
  min: 'Min',
  product: 'Prod',
  sum: 'Sum',
};

/** Along axes. */
export const reductionLowerings: Lowerings<'argMax' | 'cumulativeSum' | 'reduce' | 'softmax'> = {
  reduce(node, into) {
    const { name, axes, keepDimensions } = node.operation;
    const { type } = inputOf(node);
    return [
      into.call({
        operation: reductions[name],
        output: 'output',
        inputs: [...node.names, into.integers(axes)],
        attributes: {
          keep_dims: { truth: keepDimensions },
          Tidx: { type: 'int32' },
          // All and any are of truth values only.
          ...(type === 'bool' ? {} : { T: { type } }),
        },
      }),
    ];
  },
  argMax: (node, into) => [
    into.call({
      operation: 'ArgMax',
      output: 'output',
      inputs: [...node.names, into.integer(node.operation.axis)],
      attributes: {
        T: { type: inputOf(node).type },
        Tidx: { type: 'int32' },
        output_type: { type: 'int32' },
      },
    }),
  ],
  cumulativeSum(node, into) {
    const { axis, exclusive, reverse } = node.operation;
    return [
      into.call({
        operation: 'Cumsum',
        output: 'out',
        inputs: [...node.names, into.integer(axis)],
        attributes: {
          exclusive: { truth: exclusive },
          reverse: { truth: reverse },
          T: { type: inputOf(node).type },
          Tidx: { type: 'int32' },
        },
      }),
    ];
  },
  softmax: (node, into) => [
    into.call({
      operation: 'Softmax',
      output: 'softmax',
      inputs: node.names,
      attributes: { T: { type: inputOf(node).type } },
    }),
  ],
};
