import { randomStream, type Scalar, type Tensor, tf } from '@highorder/core';

/** A scalar function of named tensors. Inputs that it does not use are allowed. */
export type ScalarFunction = (inputs: Readonly<Record<string, Tensor>>) => Scalar;

/** How far each stencil reaches along a direction of length 1. */
const REACH = 0.02;
/** Allowed error: this part of the gradient's length, and for rounding in float32 this part of the value. */
const ALLOWED = { ofGradient: 0.01, ofValue: 3e-4 };

/** Gradients of a scalar function of named tensors; zeros where an input is not used. */
export function gradientsOf(
  value: ScalarFunction,
  inputs: Readonly<Record<string, Tensor>>,
): Readonly<Record<string, Float32Array>> {
  const names = Object.keys(inputs);
  // Every input enters with factor 0, since an input that is not used at all would be an error.
  const connected = (...given: Tensor[]) =>
    given.reduce<Scalar>(
      (sum, each) => tf.add(sum, tf.mul(tf.sum(each), 0)),
      value(Object.fromEntries(names.map((name, index) => [name, given[index] as Tensor]))),
    );
  const gradients = tf.grads(connected)(Object.values(inputs));
  return Object.fromEntries(
    names.map((name, index) => [name, Float32Array.from(gradients[index]?.dataSync() ?? [])]),
  );
}

/**
 * Throws, naming input and direction, where a gradient differs from central differences of `differences` (which is `value`
 * where left out; another function where some of `value` must count as constant).
 *
 * Each input is moved along its own gradient, which finds wrong sizes, and along a random direction, which finds
 * missing parts. For functions of order one, smooth over a distance of 0.02.
 */
export function expectGradient(
  what: string,
  value: ScalarFunction,
  inputs: Readonly<Record<string, Tensor>>,
  differences: ScalarFunction = value,
): void {
  const gradients = gradientsOf(value, inputs);
  const size = Math.abs(numberOf(value(inputs)));
  for (const [name, gradient] of Object.entries(gradients)) {
    const length = norm(gradient);
    const directions = {
      'its gradient': gradient,
      'a random direction': randomDirection(gradient.length, name),
    };
    for (const [along, direction] of Object.entries(directions)) {
      const unit = scaled(direction);
      const expected = slopeAlong(differences, inputs, name, unit);
      const found = unit.reduce((sum, part, index) => sum + part * Number(gradient[index]), 0);
      const allowed = ALLOWED.ofGradient * length + ALLOWED.ofValue * Math.max(size, 0.1);
      if (Math.abs(found - expected) <= allowed) continue;
      throw new Error(
        `${what}: the gradient to ${name} along ${along} is ${found.toPrecision(5)}, ` +
          `differences give ${expected.toPrecision(5)}.`,
      );
    }
  }
}

/** The derivative along `unit` by a five-point stencil: its error is of fourth order in the reach. */
function slopeAlong(
  value: ScalarFunction,
  inputs: Readonly<Record<string, Tensor>>,
  name: string,
  unit: Float32Array,
): number {
  const at = (distance: number) =>
    tf.tidy(() => {
      const start = inputs[name] as Tensor;
      const move = tf.mul(tf.tensor(unit, start.shape), distance);
      return numberOf(value({ ...inputs, [name]: tf.add(start, move) }));
    });
  return (8 * (at(REACH) - at(-REACH)) - (at(2 * REACH) - at(-2 * REACH))) / (12 * REACH);
}

function randomDirection(size: number, name: string): Float32Array {
  const random = randomStream({ seed: 7, purpose: `direction/${name}` });
  return Float32Array.from({ length: size }, () => random.normal());
}

function scaled(direction: Float32Array): Float32Array {
  const length = norm(direction);
  return length === 0 ? direction : direction.map((part) => part / length);
}

function norm(values: Float32Array): number {
  return Math.sqrt(values.reduce((sum, value) => sum + value * value, 0));
}

function numberOf(value: Tensor): number {
  return Number(value.dataSync()[0]);
}
