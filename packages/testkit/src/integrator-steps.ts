import { type Flow, type FlowPoint, type Integrator, type Tensor2D, tf } from '@highorder/core';
import { type ExampleFlow, examplePoints } from './example-flows.ts';

/** One number a row, [rows, 1]. */
export function column(values: readonly number[]): Tensor2D {
  return tf.tensor2d([...values], [values.length, 1]);
}

/** The example points, each at its own t with its own d. */
export function pointsAt(t: readonly number[], d: readonly number[]): FlowPoint {
  return { x: tf.tensor2d([...examplePoints], [t.length, 2]), t: column(t), d: column(d) };
}

/** Where a step leads, read back row by row. */
export function stepAt(integrator: Integrator, flow: Flow, from: FlowPoint): number[] {
  return Array.from(integrator.step(flow, from).dataSync());
}

/** Where one step from the example points leads, all at the same t and d. */
export function oneStep(integrator: Integrator, flow: Flow, t: number, d: number): number[] {
  return stepAt(integrator, flow, pointsAt([t, t, t], [d, d, d]));
}

/**
 * Largest error of a coordinate at time 1, after equal steps from time 0, relative to the largest coordinate
 * there.
 */
export function endError(integrator: Integrator, { flow, solution }: ExampleFlow, steps: number): number {
  const d = 1 / steps;
  const end = tf.tidy(() => {
    let x = pointsAt([0, 0, 0], [0, 0, 0]).x;
    for (let step = 0; step < steps; step++) {
      const t = step / steps;
      x = integrator.step(flow, { x, t: column([t, t, t]), d: column([d, d, d]) });
    }
    return Array.from(x.dataSync());
  });
  const exact = solution(examplePoints, 0, 1);
  const largest = Math.max(...exact.map(Math.abs));
  return Math.max(...end.map((value, index) => Math.abs(value - Number(exact[index])))) / largest;
}
