import { type Flow, type FlowLine, type FlowPoint, type Tensor, type Tensor2D, tf } from '@highorder/core';
import { flowOf } from './example-flows.ts';

/** A flow that knows how its heads change along curves, in closed form. */
export interface DifferentiableFlow extends Flow {
  /** D^k u_1/Dt^k, k = 0 ... order - 1 <= 3, as `TrainingStep.material`. */
  material(at: FlowPoint, order: number): readonly Tensor2D[];
  /** d^k u_head/ds^k along a line, k = 0 ... order, as `TrainingStep.along`. */
  along(at: FlowPoint, line: FlowLine, order: number, head?: number): readonly Tensor2D[];
}

/**
 * A flow with one array of parameters [orders, 4, 2]: u_k = 2^(k-1) sin((x, t, d) W_k). It depends on x, t, d and
 * each order on parameters of its own, and is smooth.
 */
export function trainableFlow(orders: number, parameters: Tensor): DifferentiableFlow {
  const weight = (k: number): Tensor2D => tf.reshape(tf.slice(parameters, [k - 1, 0, 0], [1, 4, 2]), [4, 2]);
  const flow = flowOf(2, orders, ({ x, t, d }, k) =>
    tf.mul(tf.sin(tf.matMul(tf.concat([x, t, d], 1), weight(k))), 2 ** (k - 1)),
  );
  return {
    ...flow,
    material: (at, order) => materialSines(at, weight(1)).slice(0, order),
    along: (at, line, order, head = 1) =>
      lineSines(at, line, { weight: weight(head), order }).map((value) => tf.mul(value, 2 ** (head - 1))),
  };
}

/** The flow with its closed forms. Throws where it lacks order 1, or is a flow without them. */
export function differentiable(flow: Flow, at: FlowPoint): DifferentiableFlow {
  if (isDifferentiable(flow)) return flow;
  flow.at(at).order(1);
  throw new Error(
    'This example flow does not know its derivatives along curves: give `material` and `along`.',
  );
}

function isDifferentiable(flow: Flow): flow is DifferentiableFlow {
  return 'material' in flow && 'along' in flow;
}

/** With z = (x, t, d) W linear in s: d^k/ds^k sin z = z'^k sin(z + k pi/2). */
function lineSines(
  { x, t, d }: FlowPoint,
  line: FlowLine,
  { weight, order }: { readonly weight: Tensor2D; readonly order: number },
): readonly Tensor2D[] {
  const z: Tensor2D = tf.matMul(tf.concat([x, t, d], 1), weight);
  const move = line.x === 0 ? tf.zerosLike(x) : line.x;
  const direction = [move, tf.fill(t.shape, line.t), tf.fill(d.shape, line.d)] as Tensor2D[];
  const rate: Tensor2D = tf.matMul(tf.concat(direction, 1), weight);
  return Array.from({ length: order + 1 }, (_, k) =>
    tf.mul<Tensor2D>(tf.pow(rate, k), tf.sin(tf.add(z, (k * Math.PI) / 2))),
  );
}

/** With u = sin z, z' = (u, 1, 0) W, z'' = (u', 0, 0) W, ...: four derivatives by the chain rule, written out. */
function materialSines({ x, t, d }: FlowPoint, weight: Tensor2D): readonly Tensor2D[] {
  const seen = (...parts: Tensor2D[]): Tensor2D => tf.matMul(tf.concat(parts, 1), weight);
  const [still, one] = [tf.zerosLike(t), tf.onesLike(t)];
  const z = seen(x, t, d);
  const [sine, cosine] = [tf.sin(z), tf.cos(z)];
  const z1 = seen(sine, one, still);
  const u1: Tensor2D = tf.mul(cosine, z1);
  const z2 = seen(u1, still, still);
  const u2: Tensor2D = tf.sub(tf.mul(cosine, z2), tf.mul(sine, tf.square(z1)));
  const z3 = seen(u2, still, still);
  const bent = tf.add(tf.mul(cosine, tf.pow(z1, 3)), tf.mul(tf.mul(sine, 3), tf.mul(z1, z2)));
  return [sine, u1, u2, tf.sub(tf.mul(cosine, z3), bent)];
}
