import type { KernelTable } from '../kernel-call.ts';
import { composedKernels } from './composed.ts';
import { constantKernels } from './constants.ts';
import { elementwiseKernels } from './elementwise.ts';
import { matrixKernels } from './matrices.ts';
import { normalizationKernels } from './normalization.ts';
import { reductionKernels } from './reductions.ts';
import { shapeKernels } from './shapes.ts';
import { trigonometryKernels } from './trigonometry.ts';

/** All kernels that can be recorded. */
export const recordedKernels: KernelTable = {
  ...elementwiseKernels,
  ...composedKernels,
  ...trigonometryKernels,
  ...constantKernels,
  ...reductionKernels,
  ...shapeKernels,
  ...matrixKernels,
  ...normalizationKernels,
};
