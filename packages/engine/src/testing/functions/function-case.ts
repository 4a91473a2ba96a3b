import type { Tensor } from '@highorder/core';
import fc from 'fast-check';
import { filled, fittingShapes, type HostTensor, shapes } from '../same-as-eager.ts';

/** A function of ordinary tensor operations with inputs: its values are compared, and its gradients in all inputs. */
export interface FunctionTrial {
  readonly compute: (...inputs: Tensor[]) => Tensor;
  readonly inputs: readonly HostTensor[];
  /** Whether the tensor library has a gradient that is right. */
  readonly gradient: boolean;
}

/** A function with random inputs. */
export interface FunctionCase {
  readonly name: string;
  readonly trials: fc.Arbitrary<FunctionTrial>;
}

/** A row of a table: a function of one or two tensors. */
export interface FunctionRow {
  readonly name: string;
  readonly compute: (...inputs: Tensor[]) => Tensor;
  /** Where the function is defined; where left out, that of the table. */
  readonly from?: number;
  readonly to?: number;
  /** True where left out. */
  readonly gradient?: boolean;
}

const seeds = fc.nat(50);

/** The function at one tensor: of any shape up to rank 3, or of these ranks. */
export function ofOneTensor(
  { name, compute, from = -2.3, to = 2.1, gradient = true }: FunctionRow,
  ranks: Readonly<Record<'least' | 'most', number>> = { least: 0, most: 3 },
): FunctionCase {
  const trials = fc
    .tuple(shapes(ranks.least, ranks.most), seeds)
    .map(([shape, seed]) => ({ compute, gradient, inputs: [filled(shape, from, to, seed)] }));
  return { name, trials };
}

/** The function at two tensors that broadcast, of numbers above 0. */
export function ofTwoTensors({ name, compute, gradient = true }: FunctionRow): FunctionCase {
  const trials = fc.tuple(fittingShapes, seeds).map(([[left, right], seed]) => ({
    compute,
    gradient,
    inputs: [filled(left, 0.3, 2.6, seed), filled(right, 0.4, 2.4, seed + 1)],
  }));
  return { name, trials };
}
