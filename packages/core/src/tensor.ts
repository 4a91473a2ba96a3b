/**
 * The one tensor library of HighOrder. Plugins take it from here, so that a process holds a single copy.
 *
 * @module
 */
export { tf } from '#tensor-library';
export type { Scalar, Tensor, Tensor1D, Tensor2D } from '@tensorflow/tfjs';
