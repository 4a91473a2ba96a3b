import type { KernelTable } from '../kernel-call.ts';

/** Normalization by given moments: (x - mean) / sqrt(variance + epsilon) * scale + offset. */
export const normalizationKernels: KernelTable = {
  FusedBatchNorm: ({ graph, input, optionalInput, attributes }) => {
    const spread = graph.binary('add', input('variance'), graph.scalar(attributes.number('varianceEpsilon')));
    const centered = graph.binary('subtract', input('x'), input('mean'));
    const unit = graph.binary('multiply', centered, graph.unary('rsqrt', spread));
    const [scale, offset] = [optionalInput('scale'), optionalInput('offset')];
    const scaled = scale === undefined ? unit : graph.binary('multiply', unit, scale);
    return offset === undefined ? scaled : graph.binary('add', scaled, offset);
  },
};
