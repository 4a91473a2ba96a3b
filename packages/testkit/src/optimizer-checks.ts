import { type Optimizer, type OptimizerState, type OptimizerStep, type Tensor1D, tf } from '@highorder/core';
import { ensure } from './contract-setup.ts';
import { updateScalars } from './update-scalars.ts';
import { firstNotFinite, sameBits, valuesOf } from './example-tensors.ts';

const GRADIENT = [0.3, -1.2, 0, 1e-4, 40];
const START = [1, -2, 0.5, 3, -0.1];

/** Names of kept vectors are unique, and an update gives parameters and exactly those vectors, of the same length. */
export function checkOptimizerState(optimizer: Optimizer): void {
  const { moments } = optimizer;
  ensure(new Set(moments).size === moments.length, `Two vectors share a name: ${moments.join(', ')}.`);
  const result = optimizer.update(exampleUpdate(optimizer));
  const found = Object.keys(result.state).toSorted().join(', ');
  const expected = [...moments].sort().join(', ');
  ensure(found === expected, `An update gives the vectors [${found}], expected [${expected}].`);
  for (const [name, vector] of Object.entries({ parameters: result.parameters, ...result.state })) {
    ensure(
      vector.shape.join() === `${START.length}`,
      `${name} has shape [${vector.shape.join(', ')}] after an update, expected [${START.length}].`,
    );
    const bad = firstNotFinite(vector.dataSync());
    ensure(bad === undefined, `${name} holds ${bad} after an update.`);
  }
}

/** Equal steps give equal bits; inputs keep their values; every vector that it keeps has an effect. */
export function checkOptimizerPure(optimizer: Optimizer): void {
  const step = exampleUpdate(optimizer);
  const first = optimizer.update(step);
  const second = updateScalars(optimizer, { step: 2, learningRate: 0.01 });
  optimizer.update({ ...step, ...second, state: first.state });
  const again = optimizer.update(exampleUpdate(optimizer));
  ensure(
    sameBits(first.parameters, again.parameters),
    'The same update gives other parameters after another one.',
  );
  ensure(
    valuesOf(step.parameters).every((value, index) => value === Math.fround(Number(START[index]))),
    'An update changes the parameters that it is given.',
  );
  for (const name of optimizer.moments) {
    const held: Tensor1D = tf.fill([START.length], 0.5);
    const other: OptimizerState = { ...step.state, [name]: held };
    const moved = optimizer.update({ ...step, state: other }).parameters;
    ensure(!sameBits(first.parameters, moved), `The vector "${name}" has no effect on an update.`);
  }
}

/** At learning rate 0 nothing moves; at another rate every parameter moves against its gradient. */
export function checkDescent(optimizer: Optimizer): void {
  const still = optimizer.update(exampleUpdate(optimizer, 0)).parameters;
  ensure(sameBits(still, tf.tensor1d(START)), 'Parameters move at learning rate 0.');
  const origin = { ...exampleUpdate(optimizer), parameters: tf.zerosLike(tf.tensor1d(START)) as Tensor1D };
  const moved = valuesOf(optimizer.update(origin).parameters);
  GRADIENT.forEach((slope, index) => {
    ensure(
      Math.sign(Number(moved[index])) === -Math.sign(slope),
      `A gradient of ${slope} moves a parameter from 0 to ${moved[index]}.`,
    );
  });
}

/** How a quadratic is minimized. */
export interface DescentRun {
  /** The constant rate. */
  readonly rate?: number;
  readonly steps?: number;
}

/** From a distance of about 3 it comes within 5 % of it to the minimum of a quadratic of condition 10. */
export function checkConvergence(optimizer: Optimizer, { rate = 0.02, steps = 500 }: DescentRun = {}): void {
  const minimum = tf.tensor1d([1, -2, 0.5]);
  const curvature = tf.tensor1d([1, 3, 10]);
  let parameters: Tensor1D = tf.zeros([3]);
  let state: OptimizerState = zeroState(optimizer, 3);
  const distance = () => Number(tf.norm(tf.sub(parameters, minimum)).dataSync()[0]);
  const start = distance();
  for (let step = 1; step <= steps; step++) {
    const gradient: Tensor1D = tf.mul(curvature, tf.sub(parameters, minimum));
    ({ parameters, state } = optimizer.update({
      parameters,
      gradient,
      state,
      ...updateScalars(optimizer, { step, learningRate: rate }),
    }));
  }
  ensure(
    distance() < 0.05 * start,
    `After ${steps} updates at rate ${rate} it is ${distance().toPrecision(3)} from the minimum of a quadratic, from ${start.toPrecision(3)}.`,
  );
}

function exampleUpdate(optimizer: Optimizer, rate = 0.01): OptimizerStep {
  return {
    parameters: tf.tensor1d(START),
    gradient: tf.tensor1d(GRADIENT),
    state: zeroState(optimizer, START.length),
    ...updateScalars(optimizer, { step: 1, learningRate: rate }),
  };
}

function zeroState({ moments }: Optimizer, size: number): OptimizerState {
  return Object.fromEntries(moments.map((name) => [name, tf.zeros([size])]));
}
