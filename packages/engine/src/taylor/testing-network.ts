import {
  createFlow,
  type Flow,
  identityClock,
  type OrderHead,
  type Parameters,
  required,
  sizeOf,
  type Tensor2D,
  tf,
} from '@highorder/core';
import { errorFunction } from './testing.ts';

/** Activations on tensors and, in float64, on the host. For tests. */
export const activations = {
  tanh: { onTensor: (z: Tensor2D): Tensor2D => tf.tanh(z), onHost: Math.tanh },
  silu: {
    onTensor: (z: Tensor2D): Tensor2D => tf.mul(z, tf.sigmoid(z)),
    onHost: (z: number) => z / (1 + Math.exp(-z)),
  },
  gelu: {
    onTensor: (z: Tensor2D): Tensor2D => tf.mul(z, tf.add(0.5, tf.mul(0.5, tf.erf(tf.mul(z, Math.SQRT1_2))))),
    onHost: (z: number) => (z * (1 + errorFunction(z * Math.SQRT1_2))) / 2,
  },
  sin: { onTensor: (z: Tensor2D): Tensor2D => tf.sin(z), onHost: Math.sin },
} as const;

export type Activation = keyof typeof activations;

const HIDDEN = 6;
const shapes: Readonly<Record<string, readonly number[]>> = {
  w0: [4, HIDDEN],
  b0: [HIDDEN],
  w1: [HIDDEN, HIDDEN],
  b1: [HIDDEN],
  w2: [HIDDEN, 2],
};

/** A network of two hidden layers that sees x [rows, 2], t and d. For tests. */
export function networkHead(activation: Activation): OrderHead {
  const { onTensor } = activations[activation];
  return {
    orders: [1],
    sees: ['x', 't', 'd'],
    parameters: () =>
      Object.entries(shapes).map(([name, shape]) => ({ name, shape, initial: () => numbers(name) })),
    predict(parameters, { x, t, d }) {
      const array = (name: string) => required(parameters[name], name) as Tensor2D;
      const first = onTensor(tf.add(tf.matMul(tf.concat([x, t, d], 1), array('w0')), array('b0')));
      const hidden = onTensor(tf.add(tf.matMul(first, array('w1')), array('b1')));
      return [tf.matMul(hidden, array('w2'))];
    },
  };
}

/** The flow of a head with these parameters. */
export function flowOfHead(head: OrderHead, parameters: Parameters): Flow {
  return createFlow({
    dimension: 2,
    heads: [{ head, parameters }],
    view: { clock: identityClock, view: (x) => x },
  });
}

/** Numbers of a parameter between -1 and 1, the same each time. */
export function numbers(name: string): Float64Array {
  const seed = name.charCodeAt(0) * 7 + name.charCodeAt(1);
  return Float64Array.from({ length: sizeOf(shapes[name] ?? []) }, (_, index) =>
    Math.sin(seed + 12.9 * index * index),
  );
}

export type Arrays = Readonly<Record<string, Float64Array>>;

/** All parameters on the host. */
export const networkNumbers = (): Arrays =>
  Object.fromEntries(Object.keys(shapes).map((name) => [name, numbers(name)]));

/** Parameters as tensors. */
export function tensorsOf(arrays: Arrays): Parameters {
  return Object.fromEntries(
    Object.entries(arrays).map(([name, values]) => [
      name,
      tf.tensor(Float32Array.from(values), [...(shapes[name] ?? [])]),
    ]),
  );
}

/** The network at (x, y, t, d), in float64. */
export function networkOnHost(
  activation: Activation,
  arrays: Arrays,
  input: readonly number[],
): readonly number[] {
  const { onHost } = activations[activation];
  const layer = (values: readonly number[], weight: string, bias?: string) => {
    const [, outputs = 0] = shapes[weight] ?? [];
    return Array.from({ length: outputs }, (_, column) =>
      values.reduce(
        (sum, value, row) => sum + value * Number(arrays[weight]?.[row * outputs + column]),
        bias === undefined ? 0 : Number(arrays[bias]?.[column]),
      ),
    );
  };
  const first = layer(input, 'w0', 'b0').map(onHost);
  return layer(layer(first, 'w1', 'b1').map(onHost), 'w2');
}
