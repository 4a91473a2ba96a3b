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
import { headName, stepName } from './record-flow.ts';
import { constantSeries, lineSeries, type Series, seriesBy } from './series.ts';
import { taylor } from './taylor.ts';

/** A recorded flow or step, and where it is asked. */
export interface FlowCall {
  /** From `recordHeads` or `recordStep`, for as many rows as the point has. */
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
export function materialDerivatives({ graph, parameters, at }: FlowCall, order: number): readonly Tensor2D[] {
  const x: Series = seriesBy(
    () => at.x,
    () => (k) => scaled(velocity.term(k - 1), 1 / k),
  );
  const point = { x, t: lineSeries(at.t, tf.onesLike(at.t)), d: constantSeries(at.d) };
  const velocity = outputAlong({ graph, parameters, point }, headName(1));
  return derivatives(velocity, order - 1);
}

/**
 * The derivatives d^k/ds^k of a head u_j, j = `head`, along a straight line (x + s x', t + s t', d + s d') at s = 0, for
 * k = 0 ... order, [rows, dimension] each. Lower heads that u_j reads change with it. Gradients flow to x, t, d, x' and
 * the parameters. Throws as `taylor` does.
 */
export function lineDerivatives(
  call: FlowCall,
  line: FlowLine,
  { order, head = 1 }: { readonly order: number; readonly head?: number },
): readonly Tensor2D[] {
  return derivatives(outputAlong(alongLine(call, line), headName(head)), order);
}

/** The same of a recorded step: d^k/ds^k Phi(x + s x', t + s t', d + s d') at s = 0, k = 0 ... order. */
export function stepDerivatives(call: FlowCall, line: FlowLine, order: number): readonly Tensor2D[] {
  return derivatives(outputAlong(alongLine(call, line), stepName), order);
}

/** A recorded flow or step on a curve through its arguments. */
interface FlowCurve {
  readonly graph: Graph;
  readonly parameters: TensorRecord;
  readonly point: Readonly<Record<'x' | 't' | 'd', Series>>;
}

function alongLine({ graph, parameters, at }: FlowCall, line: FlowLine): FlowCurve {
  const point = {
    x: lineSeries(at.x, line.x),
    t: lineSeries(at.t, rate(line.t, at.t)),
    d: lineSeries(at.d, rate(line.d, at.d)),
  };
  return { graph, parameters, point };
}

function outputAlong({ graph, parameters, point }: FlowCurve, name: string): Series {
  const held = Object.entries(parameters).map(([name, tensor]) => [name, constantSeries(tensor)] as const);
  const outputs = taylor(graph, { ...Object.fromEntries(held), ...point });
  return required(outputs[name], `The recorded flow has no output ${name}.`);
}

function derivatives(series: Series, highest: number): readonly Tensor2D[] {
  return Array.from({ length: highest + 1 }, (_, k) => derivative(series, k) as Tensor2D);
}

function rate(value: number, like: Tensor2D): Tensor2D | 0 {
  return value === 0 ? 0 : tf.fill(like.shape, value);
}
