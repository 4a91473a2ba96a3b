import { type Tensor, tf } from './tensor.ts';

/**
 * Runs `compute` and returns its result as a constant: no gradient flows through it, and nothing inside is kept for
 * the reverse pass, so that a target costs its forward pass only.
 *
 * `compute` may read any tensor. It returns one tensor; its shape is kept.
 */
export function stopGradient<Value extends Tensor>(compute: () => Value): Value {
  // Operations inside a custom-gradient function are not put on the tape. It needs an input, so it gets an idle one.
  const held = tf.customGrad(() => ({
    value: tf.clone(compute()),
    gradFunc: () => tf.scalar(0),
  }));
  return held(tf.scalar(0)) as Value;
}
