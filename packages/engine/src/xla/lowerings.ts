import { elementwiseLowerings } from './elementwise-lowerings.ts';
import { type Lowerings, outputOf } from './lowering.ts';
import { productLowerings } from './product-lowerings.ts';
import { reductionLowerings } from './reduction-lowerings.ts';
import { shapeLowerings } from './shape-lowerings.ts';

/** Every operation of a graph in operations of TensorFlow. */
export const lowerings: Lowerings = {
  constant: (node, into) => {
    const { type, shape } = outputOf(node);
    return [into.constant({ type, shape, values: node.operation.values })];
  },
  ...elementwiseLowerings,
  ...productLowerings,
  ...reductionLowerings,
  ...shapeLowerings,
};
