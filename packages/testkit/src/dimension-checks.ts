import {
  type Distribution,
  type Integrator,
  type Interpolant,
  type OrderHead,
  type Preconditioning,
  randomStream,
  type Scaling,
  type Tensor2D,
  tf,
  points,
} from '@highorder/core';
import { ensure } from './contract-setup.ts';
import { changingFlow } from './example-flows.ts';
import { examplePaths } from './example-paths.ts';
import { columnOf, normalTensor, valuesOf } from './example-tensors.ts';
import { expectClose } from './expect-close.ts';
import { exampleInputs, firstParameters } from './head-checks.ts';
import { chiSquareScore } from './scores.ts';

/** Dimensions in which everything is tried: a line, the plane, past the 21 axes of a Sobol sequence, and the size of small images. */
export const MANY_DIMENSIONS = [1, 2, 23, 64, 784];

/** Coordinates that are looked at one by one. */
const lookedAt = (dimension: number) =>
  [...new Set([0, 1, 20, 21, 22, dimension >> 1, dimension - 1])].filter((axis) => axis < dimension);

/** Outputs have the points' shape and are finite; each follows each coordinate of x that is looked at, if it sees x; rows do not see each other. */
export function checkHeadDimension(head: OrderHead, dimension: number): void {
  const parameters = firstParameters(head, dimension);
  const axes = lookedAt(dimension);
  // The first row, itself once more, and with one coordinate moved.
  const rows = axes.length + 2;
  const { x, t, d, lower } = exampleInputs(head, dimension);
  const repeated = (whole: Tensor2D) =>
    tf.tile(tf.slice(whole, [0, 0], [1, Number(whole.shape[1])]), [rows, 1]);
  const moves = new Float32Array(rows * dimension);
  axes.forEach((axis, index) => (moves[(index + 2) * dimension + axis] = 1.5));
  const moved = tf.add<Tensor2D>(repeated(x), tf.tensor2d(moves, [rows, dimension]));
  const inputs = { x: moved, t: repeated(t), d: repeated(d), lower: lower.map(repeated) };
  head.predict(parameters, inputs).forEach((output, index) => {
    const what = `In ${dimension} dimensions the output of order ${head.orders[index]}`;
    ensure(output.shape.join() === `${rows},${dimension}`, `${what} has shape [${output.shape.join(', ')}].`);
    const values = valuesOf(output);
    ensure(values.every(Number.isFinite), `${what} is not finite.`);
    const row = (at: number) => values.subarray(at * dimension, (at + 1) * dimension);
    const size = row(0).reduce((most, value) => Math.max(most, Math.abs(value)), 1e-6);
    expectClose(`${what} of equal rows`, row(1), row(0), { absolute: 1e-4 * size });
    axes.forEach((axis, place) => {
      const differs = row(place + 2).some((value, at) => Math.abs(value - Number(row(0)[at])) > 1e-7 * size);
      const sees = head.sees.includes('x');
      ensure(differs === sees, `${what} ${sees ? 'does not depend' : 'depends'} on coordinate ${axis} of x.`);
    });
  });
}

/** What networks see of a coordinate is the same in every dimension. */
export function checkViewDimension(preconditioning: Preconditioning, dimension: number): void {
  for (const [name, interpolant] of Object.entries<Interpolant>(examplePaths)) {
    const { view } = preconditioning.fit({ interpolant, sourceSpread: 3, targetSpread: 0.5 });
    const t = columnOf([0.1, 0.4, 0.9]);
    const x = normalTensor('dimension', 3, dimension);
    const seen = view(x, t);
    for (const axis of lookedAt(dimension)) {
      const own = (whole: Tensor2D): Tensor2D => tf.slice(whole, [0, axis], [3, 1]);
      const alone = valuesOf(view(own(x), t));
      const what = `${name} path: coordinate ${axis} of ${dimension}, beside itself alone`;
      expectClose(what, valuesOf(own(seen)), alone, { relative: 1e-5, absolute: 1e-6 });
    }
  }
}

/** Coordinates of one law get the same center and scale in every dimension. */
export function checkScalingDimension(scaling: Scaling, dimension: number): void {
  const fitted = (size: number) => {
    const draw = (side: string, center: number, spread: number) => {
      const random = randomStream({ seed: 32, purpose: `scaling/${side}/${size}` });
      const values = Float64Array.from({ length: 400 * size }, () => center + spread * random.normal());
      return points(size, values);
    };
    return scaling.fit({ source: draw('source', 0, 1), target: draw('target', 7, 4) });
  };
  const [map, alone] = [fitted(dimension), fitted(1)];
  ensure(map.center.length === dimension, `${dimension} coordinates get ${map.center.length} centers.`);
  // Of 400 values of deviation 4: a scale has an error of 0.14, a center one of 0.2; six deviations.
  expectClose(`the scale in ${dimension} dimensions`, map.scale, alone.scale, { absolute: 6 * 0.2 });
  map.center.forEach((center, axis) => {
    expectClose(`center ${axis} of ${dimension}`, center, Number(alone.center[0]), { absolute: 6 * 0.29 });
  });
}

/** Every coordinate of a linear flow is moved as it would be alone, and by the exact solution within the error of its steps. */
export function checkIntegratorDimension(integrator: Integrator, dimension: number): void {
  const { flow, solution } = changingFlow();
  const start = normalTensor('start', 3, dimension);
  const steps = 32;
  const end = tf.tidy(() => {
    let x: Tensor2D = start;
    for (let step = 0; step < steps; step++) {
      const column = (value: number) => columnOf([value, value, value]);
      x = integrator.step({ ...flow, dimension }, { x, t: column(step / steps), d: column(1 / steps) });
    }
    return valuesOf(x);
  });
  const exact = solution(valuesOf(start), 0, 1);
  const factors = Float64Array.from(end, (value, index) => value / Number(valuesOf(start)[index]));
  const expected = Number(exact[0]) / Number(valuesOf(start)[0]);
  expectClose(
    `growth in ${dimension} dimensions`,
    factors,
    factors.map(() => Number(factors[0])),
    { relative: 1e-4 },
  );
  expectClose(`growth in ${dimension} dimensions, exactly`, Number(factors[0]), expected, { relative: 0.1 });
}

/**
 * A Gaussian of these means and this one variance, coordinates independent: means, variances and products of all neighbors together, each
 * as one score that is nearly normal. A score above 6 is an alarm: false with a probability of 2e-9.
 */
export function checkWhiteNoise(
  distribution: Distribution,
  { means, variance }: { readonly means: readonly number[]; readonly variance: number },
): void {
  const { dimension } = distribution;
  ensure(dimension === means.length, `The dimension is ${dimension}, expected ${means.length}.`);
  const count = 400;
  const { values } = distribution.sample(count, randomStream({ seed: 33, purpose: 'white-noise' }));
  const noise = values.map(
    (value, index) => (value - Number(means[index % dimension])) / Math.sqrt(variance),
  );
  const sums = { means: new Float64Array(dimension), products: new Float64Array(dimension) };
  let squares = 0;
  noise.forEach((value, index) => {
    const axis = index % dimension;
    sums.means[axis] = Number(sums.means[axis]) + value;
    squares += value * value;
    if (axis > 0) sums.products[axis] = Number(sums.products[axis]) + value * Number(noise[index - 1]);
  });
  const statistic = (list: Float64Array) => list.reduce((sum, value) => sum + (value * value) / count, 0);
  const scores = {
    means: chiSquareScore(statistic(sums.means), dimension),
    variances: chiSquareScore(squares, count * dimension),
    ...(dimension === 1 ? {} : { neighbors: chiSquareScore(statistic(sums.products), dimension - 1) }),
  };
  for (const [name, score] of Object.entries(scores))
    ensure(
      Math.abs(score) < 6,
      `In ${dimension} dimensions the ${name} are ${score.toFixed(1)} deviations off.`,
    );
}
