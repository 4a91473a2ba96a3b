import { HighOrderError, required, type Tensor, type TensorRecord, tf } from '@highorder/core';
import fc from 'fast-check';
import { expect } from 'vitest';
import { replay } from '../replay/replay.ts';
import { record } from '../record/record.ts';

/** A tensor on the host. */
export interface HostTensor {
  readonly shape: readonly number[];
  readonly values: readonly number[];
}

type Compute = (...tensors: Tensor[]) => Tensor;

/** How a function is held against plain tensor operations. */
export interface Comparison {
  /** Whether gradients in the inputs are compared as well. */
  readonly gradient?: boolean | undefined;
  readonly tolerance?: number | undefined;
}

/**
 * Recorded and replayed, a function gives the values and gradients that plain tensor operations give. Where these
 * fail, so does recording; true where there was something to compare.
 */
export function expectSameAsEager(
  compute: Compute,
  inputs: readonly HostTensor[],
  { gradient = true, tolerance = 1e-5 }: Comparison = {},
): boolean {
  const whole = (given: TensorRecord) => valueAndGradients(compute, given, gradient);
  const specs = Object.fromEntries(inputs.map(({ shape }, index) => [`x${index}`, { shape }]));
  let compared = false;
  tf.tidy(() => {
    const tensors = Object.fromEntries(
      inputs.map(({ shape, values }, index) => [`x${index}`, tf.tensor([...values], [...shape], 'float32')]),
    );
    const expected = unlessItThrows(() => whole(tensors));
    if (expected === undefined) {
      // The tensor library has no gradient of some operations where they broadcast.
      expect(() => record(whole, specs)).toThrow(HighOrderError);
      return;
    }
    compared = true;
    const found = replay(record(whole, specs), tensors);
    for (const [name, tensor] of Object.entries(expected)) {
      expectClose(name, required(found[name], `no ${name}`), tensor, tolerance);
    }
  });
  return compared;
}

/** The result, or undefined where the tensor library has none. */
export function unlessItThrows<Result>(compute: () => Result): Result | undefined {
  try {
    return compute();
  } catch {
    return undefined;
  }
}

/** The value of a function, and its gradients in all inputs where asked for, as float32. */
export function valueAndGradients(compute: Compute, given: TensorRecord, gradient: boolean): TensorRecord {
  const tensors = Object.keys(given)
    .toSorted()
    .map((name) => required(given[name], name));
  const value = compute(...tensors);
  if (!gradient) return { value: tf.cast(value, 'float32') };
  const gradients = tf.grads((...at: Tensor[]) => weighted(compute(...at)))(tensors);
  return { value, ...Object.fromEntries(gradients.map((each, index) => [`gradient ${index}`, each])) };
}

/** A sum with a weight of its own for each place, so that gradients differ from place to place. */
function weighted(value: Tensor): Tensor {
  const weights = Array.from({ length: value.size }, (_, index) => 1 + ((index * 7) % 5) / 4);
  return tf.sum(tf.mul(value, tf.tensor(weights, value.shape)));
}

function expectClose(name: string, found: Tensor, expected: Tensor, tolerance: number): void {
  expect(`${name} [${found.shape}] ${found.dtype}`).toBe(`${name} [${expected.shape}] ${expected.dtype}`);
  const [left, right] = [found.dataSync(), expected.dataSync()];
  right.forEach((value, index) => {
    const error = Math.abs(Number(left[index]) - value);
    if (Object.is(left[index], value) || error <= tolerance * (1 + Math.abs(value))) return;
    throw new Error(`${name}: place ${index} is ${left[index]}, and ${value} by plain operations.`);
  });
}

/** Shapes of rank up to `rank`, with lengths from 1 to 3. */
export const shapes = (minimum = 0, maximum = 3): fc.Arbitrary<readonly number[]> =>
  fc.array(fc.integer({ min: 1, max: 3 }), { minLength: minimum, maxLength: maximum });

/** Numbers of an interval: no two alike, so that no maximum is a tie, and not close to whole numbers. */
export function filled(shape: readonly number[], low: number, high: number, seed = 0): HostTensor {
  const size = shape.reduce((product, length) => product * length, 1);
  // Multiples of the golden ratio are spread evenly.
  const values = Array.from({ length: size }, (_, index) => {
    return low + (high - low) * (((index + 1 + 17 * seed) * 0.6180339887 + 0.137) % 1);
  });
  return { shape, values };
}

/** Two shapes that broadcast with each other. */
export const fittingShapes: fc.Arbitrary<readonly [readonly number[], readonly number[]]> = shapes().chain(
  (shape) =>
    fc
      .tuple(
        fc.array(fc.tuple(fc.boolean(), fc.boolean()), { minLength: shape.length, maxLength: shape.length }),
        fc.nat(3),
      )
      .map(([shrink, drop]) => [
        shape.map((length, axis) => (shrink[axis]?.[0] === true ? 1 : length)),
        shape
          .map((length, axis) => (shrink[axis]?.[1] === true ? 1 : length))
          .slice(Math.min(drop, shape.length)),
      ]),
);
