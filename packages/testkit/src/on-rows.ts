import { type FlowPoint, required, type Tensor2D, tf } from '@highorder/core';

/** One row of a point of a flow, or a direction. */
export interface Place {
  readonly x: Float64Array;
  readonly t: number;
  readonly d: number;
}

/** A tensor [rows, dimension] from a function of each row, on the host. */
export function onRows({ x, t, d }: FlowPoint, value: (place: Place, row: number) => Float64Array): Tensor2D {
  const [times, steps] = [t.dataSync(), d.dataSync()];
  const rows = Array.from(times, (time, row) =>
    Array.from(value({ x: rowOf(x, row), t: time, d: required(steps[row], 'Every row has a step.') }, row)),
  );
  return tf.tensor2d(rows);
}

/** A row of a matrix. */
export function rowOf(values: Tensor2D, row: number): Float64Array {
  const [, width] = values.shape;
  return Float64Array.from(values.dataSync().subarray(row * width, (row + 1) * width));
}
