import type { OperationKind } from '../graph/operation.ts';
import { lowerBinary } from './lower-binary.ts';
import { lowerIndices } from './lower-indices.ts';
import { lowerLayout } from './lower-layout.ts';
import { lowerLogic } from './lower-logic.ts';
import { lowerProducts } from './lower-products.ts';
import { lowerReductions } from './lower-reductions.ts';
import { lowerUnary } from './lower-unary.ts';
import type { Lowerings } from './lowering.ts';

/** How each kind of operation is written in ONNX (opset 18). */
export const lowerings: Lowerings<OperationKind> = {
  ...lowerUnary,
  ...lowerBinary,
  ...lowerLogic,
  ...lowerReductions,
  ...lowerProducts,
  ...lowerLayout,
  ...lowerIndices,
};
