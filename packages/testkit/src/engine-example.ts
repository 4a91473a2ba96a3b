import { required, type Tensor, type TensorRecord, tf } from '@highorder/core';
import { type HostArrays, pick } from './engine-arrays.ts';

/** A layer with two units for three points of the plane, and what it should give. */
export const layer: HostArrays = {
  points: { shape: [3, 2], values: [1, -0.5, 0.25, 2, -1.5, 0.75] },
  weight: { shape: [2, 2], values: [0.3, -0.8, 0.6, 0.1] },
  bias: { shape: [2], values: [0.2, -0.4] },
};

/** One step of gradient descent on the layer's mean square output. */
export function trainingStep(inputs: TensorRecord): TensorRecord {
  const { gradient } = lossAndGradient(inputs);
  return { weight: tf.sub(pick(inputs, 'weight'), tf.mul(gradient, 0.1)) };
}

/** The layer's mean square output and its slope along the weight, in tensors. */
export function lossAndGradient(inputs: TensorRecord): { readonly loss: Tensor; readonly gradient: Tensor } {
  const loss = (weight: Tensor) => tf.mean(tf.square(outputsOf(inputs, weight)));
  const { value, grads } = tf.valueAndGrads(loss)([pick(inputs, 'weight')]);
  return { loss: value, gradient: required(grads[0], 'There is no gradient.') };
}

function outputsOf(inputs: TensorRecord, weight: Tensor): Tensor {
  return tf.tanh(tf.add(tf.matMul(pick(inputs, 'points'), weight), pick(inputs, 'bias')));
}

/** `lossAndGradient` without the gradient, in float64. */
export function lossOf(weight: readonly number[]): number {
  const outputs = hiddenOnHost(weight);
  return outputs.reduce((sum, value) => sum + value * value, 0) / outputs.length;
}

function hiddenOnHost(weight: readonly number[]): readonly number[] {
  const points = valuesOf('points');
  const bias = valuesOf('bias');
  return points.map((_, index) => {
    const unit = index % 2;
    const [x, y] = [Number(points[index - unit]), Number(points[index - unit + 1])];
    return Math.tanh(x * Number(weight[unit]) + y * Number(weight[2 + unit]) + Number(bias[unit]));
  });
}

/** A bit of everything that a step of training may use. */
export function someOperations(inputs: TensorRecord): TensorRecord {
  const hidden = outputsOf(inputs, pick(inputs, 'weight'));
  const [first, second] = tf.split(hidden, 2, 1);
  const left = required(first, 'A split in two has a first piece.');
  const right = required(second, 'A split in two has a second piece.');
  return {
    hidden,
    swapped: tf.concat([right, left], 1),
    ratio: tf.div(tf.exp(left), tf.sqrt(tf.add(tf.square(right), 1))),
    rowSums: tf.sum(hidden, 1),
    mean: tf.mean(hidden),
    waves: tf.sub(tf.sin(left), tf.cos(right)),
    smooth: tf.mul(hidden, tf.sigmoid(hidden)),
    larger: tf.maximum(left, right),
  };
}

/** `someOperations` in float64, row by row. */
export function someArithmetic(): Readonly<Record<string, readonly number[]>> {
  const hidden = hiddenOnHost(valuesOf('weight'));
  const rows = [0, 2, 4].map((start) => ({ left: Number(hidden[start]), right: Number(hidden[start + 1]) }));
  return {
    hidden,
    swapped: rows.flatMap(({ left, right }) => [right, left]),
    ratio: rows.map(({ left, right }) => Math.exp(left) / Math.hypot(right, 1)),
    rowSums: rows.map(({ left, right }) => left + right),
    mean: [hidden.reduce((sum, value) => sum + value, 0) / 6],
    waves: rows.map(({ left, right }) => Math.sin(left) - Math.cos(right)),
    smooth: hidden.map((value) => value / (1 + Math.exp(-value))),
    larger: rows.map(({ left, right }) => Math.max(left, right)),
  };
}

/** An array of the layer, on the host. */
export function valuesOf(name: string): readonly number[] {
  return required(layer[name], `The layer has no "${name}".`).values;
}
