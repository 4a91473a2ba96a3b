import {
  type FlowLine,
  type FlowPoint,
  required,
  type Tensor2D,
  type TensorRecord,
  tf,
} from '@highorder/core';
import type { Graph } from '../graph/graph.ts';
import { scaled } from './coefficient.ts';
import { derivative } from './derivative.ts';
import { velocityName } from './record-flow.ts';
import { constantSeries, lineSeries, type Series, seriesBy } from './series.ts';
import { taylor } from './taylor.ts';

/** A recorded velocity, and where it is asked. */
export interface VelocityCall {
  /** From `recordVelocity`, for as many rows as the point has. */
  readonly graph: Graph;
  /** Parameters by the names of the graph's inputs. */
  readonly parameters: TensorRecord;
  readonly at: FlowPoint;
}

/**
 * The material derivatives D^k u_1 / Dt^k for k = 0 ... order - 1, [rows, dimension] each: what a point that moves
 * with the velocity u_1 itself sees, d being held,
 *
 *   x' = u_1(x, t, d),   t' = 1,   d' = 0,   so that x_(j+1) = u_j / (j + 1) in Taylor coefficients.
 *
 * Gradients flow to x, t, d and the parameters. Throws as `taylor` does.
 */
export function materialDerivatives(
  { graph, parameters, at }: VelocityCall,
  order: number,
): readonly Tensor2D[] {
  const x: Series = seriesBy(
    () => at.x,
    () => (k) => scaled(velocity.term(k - 1), 1 / k),
  );
  const velocity = velocityAlong(graph, parameters, {
    x,
    t: lineSeries(at.t, tf.onesLike(at.t)),
    d: constantSeries(at.d),
  });
  return derivatives(velocity, order - 1);
}

/**
 * The derivatives d^k/ds^k of u_1 along a straight line (x + s x', t + s t', d + s d') at s = 0, for k = 0 ... order,
 * [rows, dimension] each. Gradients flow to x, t, d, x' and the parameters. Throws as `taylor` does.
 */
export function lineDerivatives(
  { graph, parameters, at }: VelocityCall,
  line: FlowLine,
  order: number,
): readonly Tensor2D[] {
  const velocity = velocityAlong(graph, parameters, {
    x: lineSeries(at.x, line.x),
    t: lineSeries(at.t, rate(line.t, at.t)),
    d: lineSeries(at.d, rate(line.d, at.d)),
  });
  return derivatives(velocity, order);
}

type PointSeries = Readonly<Record<keyof FlowPoint, Series>>;

function velocityAlong(graph: Graph, parameters: TensorRecord, point: PointSeries): Series {
  const held = Object.entries(parameters).map(([name, tensor]) => [name, constantSeries(tensor)] as const);
  const outputs = taylor(graph, { ...Object.fromEntries(held), ...point });
  return required(outputs[velocityName], 'A recorded velocity gives u1.');
}

function derivatives(velocity: Series, highest: number): readonly Tensor2D[] {
  return Array.from({ length: highest + 1 }, (_, k) => derivative(velocity, k) as Tensor2D);
}

function rate(value: number, like: Tensor2D): Tensor2D | 0 {
  return value === 0 ? 0 : tf.fill(like.shape, value);
}
