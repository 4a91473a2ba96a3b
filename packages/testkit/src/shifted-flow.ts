import { type Flow, type Tensor, type Tensor2D, tf } from '@highorder/core';
import type { DifferentiableFlow } from './differentiable-flow.ts';

/** The same flow, whose trained head is off by (1 + 2 d) in a direction [1, 2]. */
export function shiftedFlow(flow: Flow, shift: Shift): Flow {
  const heads: Flow = {
    ...flow,
    at: (point) => {
      const inner = flow.at(point);
      return {
        order: (k) => (k === shift.trained ? tf.add(inner.order(k), offAt(point.d, shift)) : inner.order(k)),
      };
    },
  };
  return isDifferentiable(flow) ? { ...heads, ...shiftedDerivatives(flow, shift) } : heads;
}

/** How one head is off. */
export interface Shift {
  /** The order of the head. */
  readonly trained: number;
  readonly direction: Tensor;
}

function offAt(d: Tensor2D, { direction }: Shift): Tensor2D {
  return tf.mul(tf.add(tf.mul(d, 2), 1), direction);
}

/** Material derivatives above the first are those of the flow that is not shifted: no loss that asks for them trains u_1. */
function shiftedDerivatives(
  { material, along }: DifferentiableFlow,
  shift: Shift,
): Pick<DifferentiableFlow, 'material' | 'along'> {
  return {
    material: (at, order) =>
      material(at, order).map((value, k) =>
        k === 0 && shift.trained === 1 ? tf.add(value, offAt(at.d, shift)) : value,
      ),
    along: (at, line, order, head = 1) =>
      along(at, line, order, head).map((value, k) => {
        if (head !== shift.trained || k > 1) return value;
        return tf.add<Tensor2D>(value, k === 0 ? offAt(at.d, shift) : tf.mul(shift.direction, 2 * line.d));
      }),
  };
}

function isDifferentiable(flow: Flow): flow is DifferentiableFlow {
  return 'material' in flow && 'along' in flow;
}
