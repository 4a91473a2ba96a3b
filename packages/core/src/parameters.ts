import type { RandomStream } from './random/stream.ts';
import type { Tensor } from './tensor.ts';

/** One trainable array of a network. */
export interface ParameterSpec {
  /** Unique within the head, such as `layers.0.weight`. */
  readonly name: string;
  readonly shape: readonly number[];
  /** Initial values, row by row; as many as the shape holds. */
  initial(random: RandomStream): Float64Array;
}

/** A head's parameters by name. */
export type Parameters = Readonly<Record<string, Tensor>>;

/** The number of values that a shape holds. */
export function sizeOf(shape: readonly number[]): number {
  return shape.reduce((size, length) => size * length, 1);
}

/** All zero: the usual start of a bias. */
export function zeroParameter(name: string, shape: readonly number[]): ParameterSpec {
  return { name, shape, initial: () => new Float64Array(sizeOf(shape)) };
}

/** Uniform on [-limit, limit]. */
export function uniformParameter(name: string, shape: readonly number[], limit: number): ParameterSpec {
  return {
    name,
    shape,
    initial: (random) =>
      Float64Array.from({ length: sizeOf(shape) }, () => limit * (2 * random.uniform() - 1)),
  };
}

/** Normal with mean 0. */
export function normalParameter(name: string, shape: readonly number[], deviation: number): ParameterSpec {
  return {
    name,
    shape,
    initial: (random) => Float64Array.from({ length: sizeOf(shape) }, () => deviation * random.normal()),
  };
}
