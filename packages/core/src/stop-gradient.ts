import { type Tensor, tf } from './tensor.ts';

/**
 * The kernel of a backend that must know of a stop, such as one that records operations: it gets the computed tensor as
 * `x`, and gives the same tensor as a constant. On a backend without it a stop leaves no trace.
 */
export const stopGradientKernel = 'StopGradient';

/**
 * Runs `compute` and returns its result as a constant: no gradient flows through it, and nothing inside is kept for
 * the reverse pass, so that a target costs its forward pass only.
 *
 * `compute` may read any tensor. It returns one tensor; its shape is kept.
 */
export function stopGradient<Value extends Tensor>(compute: () => Value): Value {
  // Operations inside a custom-gradient function are not put on the tape. It needs an input, so it gets an idle one.
  const held = tf.customGrad(() => ({
    value: constant(compute()),
    gradFunc: () => tf.scalar(0),
  }));
  return held(tf.scalar(0)) as Value;
}

function constant(tensor: Tensor): Tensor {
  const known = tf.getKernel(stopGradientKernel, tf.getBackend()) !== undefined;
  return known ? tf.engine().runKernel<Tensor>(stopGradientKernel, { x: tensor }) : tf.clone(tensor);
}
