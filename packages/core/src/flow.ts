import { identityClock } from './clock.ts';
import { HighOrderError } from './error.ts';
import type { OrderHead } from './order-head.ts';
import type { Parameters } from './parameters.ts';
import type { NetworkView } from './preconditioning.ts';
import { type Tensor2D, tf } from './tensor.ts';

/**
 * Where a flow is asked: points x [rows, dimension], times t [rows, 1], steps d [rows, 1], in units of training. Whoever asks about a point
 * nearby passes on all of it: `{ ...point, x }`.
 */
export interface FlowPoint {
  readonly x: Tensor2D;
  readonly t: Tensor2D;
  readonly d: Tensor2D;
  /** What the rows are conditioned on, [rows, width]; absent where the flow has no conditions. */
  readonly condition?: Tensor2D | undefined;
}

/** A direction through the arguments of a flow, for the straight line (x + s x', t + s t', d + s d'). */
export interface FlowLine {
  /** x', [rows, dimension]; 0 where x is held, which costs nothing. */
  readonly x: Tensor2D | 0;
  /** t'. */
  readonly t: number;
  /** d'. */
  readonly d: number;
}

/** The derivatives of a flow at one batch of points. A network runs when its order is first asked for, and once. */
export interface Derivatives {
  /** u_k, [rows, dimension]. Throws where the flow has no head of order k. */
  order(k: number): Tensor2D;
}

/** The heads of an experiment together: (x, t, d) -> u_1 ... u_K. */
export interface Flow {
  readonly dimension: number;
  /** 1 ... K. */
  readonly orders: readonly number[];
  /** The derivatives at a point. Gradients flow to the parameters and to x, t, d. */
  at(point: FlowPoint): Derivatives;
}

/** A head with its parameters. */
export interface BoundHead {
  readonly head: OrderHead;
  readonly parameters: Parameters;
}

/** What a flow is made of. */
export interface FlowParts {
  readonly dimension: number;
  /** In order of their orders. */
  readonly heads: readonly BoundHead[];
  readonly view: NetworkView;
}

/** The flow of these heads: they see x, t, d through the view, and each head the outputs of all lower orders. */
export function createFlow({ dimension, heads, view }: FlowParts): Flow {
  const orders = heads.flatMap(({ head }) => head.orders);
  return {
    dimension,
    orders,
    at: (point) => lazyDerivatives(heads, view, point),
  };
}

/** The same flow, whose networks are told `seen` [rows, 1] as the step, whatever step is taken. */
export function withSeenStep(flow: Flow, seen: Tensor2D): Flow {
  return { ...flow, at: (point) => flow.at({ ...point, d: seen }) };
}

function lazyDerivatives(heads: readonly BoundHead[], view: NetworkView, point: FlowPoint): Derivatives {
  const emitted = emittedByNetworks(heads, view, point);
  const { rate } = view;
  if (rate === undefined) return { order: emitted };
  const known = new Map<number, Tensor2D>();
  return {
    order(k) {
      const found = known.get(k);
      if (found !== undefined && !found.isDisposed) return found;
      const value =
        k === 1 ? emitted(1) : tf.mul<Tensor2D>(emitted(k), tf.pow(rate(point.t, point.d), k - 1));
      known.set(k, value);
      return value;
    },
  };
}

/** What the networks emit, by order: u_k but for the rate of the clock. Lower outputs reach a network as they were emitted. */
function emittedByNetworks(
  heads: readonly BoundHead[],
  view: NetworkView,
  point: FlowPoint,
): (k: number) => Tensor2D {
  const known = new Map<number, Tensor2D>();
  let seen: FlowPoint | undefined;
  const order = (k: number): Tensor2D => {
    const found = known.get(k);
    // What was first asked for inside a stopGradient was freed with it, and is made anew where gradients flow.
    if (found !== undefined && !found.isDisposed) return found;
    const bound = heads.find(({ head }) => head.orders.includes(k));
    if (bound === undefined) throw missingOrder(heads, k);
    const { head, parameters } = bound;
    const first = Math.min(...head.orders);
    const lower = head.sees.includes('lower')
      ? Array.from({ length: first - 1 }, (_, index) => order(index + 1))
      : [];
    if (seen === undefined || seen.x.isDisposed || seen.d.isDisposed) seen = seenByNetworks(view, point);
    const outputs = head.predict(parameters, { ...seen, lower });
    head.orders.forEach((each, index) => known.set(each, outputs[index] as Tensor2D));
    return known.get(k) as Tensor2D;
  };
  return order;
}

function seenByNetworks({ clock, view }: NetworkView, point: FlowPoint): FlowPoint {
  const { x, t, d } = point;
  const reading = clock.readingOf(t);
  // The clock that shows t itself leaves d as it is: no rounding, and nothing to compute.
  const step: Tensor2D = clock === identityClock ? d : tf.sub(clock.readingOf(tf.add(t, d)), reading);
  return { ...point, x: view(x, t), t: reading, d: step };
}

function missingOrder(heads: readonly BoundHead[], k: number): HighOrderError {
  const known = heads.flatMap(({ head }) => head.orders).join(', ');
  return new HighOrderError({
    message: `The flow has no head of order ${k}; heads have orders ${known}.`,
    fix: `Add a head of order ${k}, or drop what asks for it.`,
  });
}
