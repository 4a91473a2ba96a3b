import { HighOrderError, type Scalar, type Tensor, type TensorRecord, tf } from '@highorder/core';

/** What a loss function gives: the number to differentiate, and whatever else is worth reporting. */
export interface LossValue {
  readonly loss: Scalar;
  /** Tensors made on the way, such as the loss of each term. No gradient flows back from them. */
  readonly auxiliary?: TensorRecord | undefined;
}

/** A loss with its gradient. */
export interface ValueAndGradient {
  readonly loss: Scalar;
  /** dloss/dparts[i], of the shape of parts[i]. */
  readonly gradient: readonly Tensor[];
  readonly auxiliary: TensorRecord;
}

/**
 * The loss of `parts`, its gradient with respect to each of them, and the auxiliary tensors, in one forward and one
 * reverse pass. The gradient of a part that the loss does not depend on is zero.
 *
 * `compute` is called once, reads `parts` from its surroundings and is pure. It must not differentiate by itself.
 * Throws where the loss is not a scalar.
 */
export function valueAndGradient(parts: readonly Tensor[], compute: () => LossValue): ValueAndGradient {
  let held: TensorRecord = {};
  const forward = (): Scalar => {
    const { loss, auxiliary = {} } = compute();
    requireScalar(loss);
    // The forward pass frees all but the loss. What is kept is known to nobody else, so that it can be freed below.
    held = mapTensors(auxiliary, (tensor) => tf.keep(tf.clone(tensor)));
    return loss;
  };
  // tf.valueAndGrads is this call without its last argument, which lets parts be without a gradient.
  const { value, grads } = tf.engine().gradients(forward, [...parts], undefined, true);
  return {
    loss: value,
    gradient: parts.map((part, index) => grads[index] ?? tf.zerosLike(part)),
    auxiliary: mapTensors(held, release),
  };
}

/** The same values as a tensor that the surrounding tf.tidy frees. */
function release(kept: Tensor): Tensor {
  const tensor = tf.clone(kept);
  kept.dispose();
  return tensor;
}

function mapTensors(record: TensorRecord, change: (tensor: Tensor) => Tensor): TensorRecord {
  return Object.fromEntries(Object.entries(record).map(([name, tensor]) => [name, change(tensor)]));
}

function requireScalar(loss: Tensor): void {
  if (loss.rank === 0) return;
  throw new HighOrderError({
    message: `The loss has the shape [${loss.shape}].`,
    expected: 'a scalar',
    fix: 'Take its mean.',
  });
}
