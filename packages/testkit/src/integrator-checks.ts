import { type Integrator, type Scalar, type Tensor, type Tensor2D, tf } from '@highorder/core';
import { convergenceSlope } from './convergence.ts';
import { ensure } from './contract-setup.ts';
import {
  changingFlow,
  type ExampleFlow,
  examplePoints,
  restingFlow,
  rotatingFlow,
  watchFlow,
} from './example-flows.ts';
import { expectClose } from './expect-close.ts';
import { column, endError, oneStep, pointsAt, stepAt } from './integrator-steps.ts';

/**
 * Relative errors below are of the size of rounding in float32, errors above are not yet in the asymptotic
 * range.
 */
const USEFUL_ERRORS = { least: 5e-6, most: 5e-2 };
const STEPS = [2, 3, 4, 5, 6, 7, 8, 10, 12, 14, 16, 20, 24, 28, 32, 48, 64, 96, 128, 192];

/**
 * The error against exact solutions falls with the stated order: a field that is constant in time and one
 * that changes, unless other examples are given. Tensors are float32, so that the numbers of steps follow the
 * size of the error.
 */
export function checkOrder(
  integrator: Integrator,
  examples: readonly ExampleFlow[] = examplesFor(integrator),
): void {
  for (const example of examples) {
    const measured = measureErrors(integrator, example);
    const useful = measured.filter(({ error }) => error < USEFUL_ERRORS.most).slice(-5);
    ensure(useful.length >= 3, `No convergence on ${example.name}: errors ${describeErrors(measured)}.`);
    // The slope is off by about rate * d before the limit; a high order meets rounding at larger d.
    const slope = convergenceSlope(
      useful.map(({ error }) => error),
      useful.map(({ steps }) => steps),
    );
    ensure(
      Math.abs(slope - integrator.order) < Math.max(0.35, 0.1 * integrator.order),
      `States order ${integrator.order}, but converges with order ${slope.toFixed(2)} on ${example.name}.`,
    );
  }
}

function examplesFor({ order }: Integrator): readonly ExampleFlow[] {
  // Fast enough that a high order needs many steps before rounding hides its error.
  const rate = 1 + order;
  // Fields whose derivatives do not change sign in the second example: an error term that vanishes would
  // feign an order.
  return [rotatingFlow({ decay: -0.3, turn: rate }), changingFlow({ a: rate / 2, b: rate })];
}

interface MeasuredError {
  readonly steps: number;
  readonly error: number;
}

/** Errors for more and more steps, until they reach the size of rounding. */
function measureErrors(integrator: Integrator, example: ExampleFlow): readonly MeasuredError[] {
  const measured: MeasuredError[] = [];
  for (const steps of STEPS) {
    const error = endError(integrator, example, steps);
    if (error < USEFUL_ERRORS.least) break;
    measured.push({ steps, error });
  }
  return measured;
}

/** One step evaluates the flow as often as stated. */
export function checkEvaluations(integrator: Integrator): void {
  const { flow, log } = watchFlow(rotatingFlow().flow);
  oneStep(integrator, flow, 0.2, 0.3);
  ensure(
    log.evaluations === integrator.evaluations,
    `States ${integrator.evaluations} evaluations a step, but makes ${log.evaluations}.`,
  );
}

/** It asks for every derivative up to the stated one, which the heads must give, and for none above. */
export function checkDerivativesAsked(integrator: Integrator): void {
  const { flow, log } = watchFlow(rotatingFlow().flow);
  oneStep(integrator, flow, 0.2, 0.3);
  const asked = [...new Set(log.orders)].sort((a, b) => a - b);
  const stated = Array.from({ length: integrator.derivatives }, (_, index) => index + 1);
  ensure(
    asked.join() === stated.join(),
    `States derivatives up to ${integrator.derivatives}, but asks for order ${asked.join(', ') || 'none'}.`,
  );
}

/** It asks the flow about times within the step only. */
export function checkTimesAsked(integrator: Integrator): void {
  const { flow, log } = watchFlow(rotatingFlow().flow);
  oneStep(integrator, flow, 0.2, 0.3);
  for (const { t, d } of log.points) {
    const times = Array.from(t.dataSync());
    const last = Math.max(...times.map((time, row) => time + Number(d.dataSync()[row])));
    ensure(
      Math.min(...times) > 0.2 - 1e-6 && last < 0.5 + 1e-6,
      `Asks the flow about times from ${Math.min(...times)} to ${last} in a step from 0.2 to 0.5.`,
    );
  }
}

/** A field of zeros and a step of length 0 leave points where they are, to the bit. */
export function checkRest(integrator: Integrator): void {
  const start = Array.from(Float32Array.from(examplePoints));
  const resting = oneStep(integrator, restingFlow().flow, 0.2, 0.3);
  expectClose('a step through a field of zeros', resting, start, { absolute: 0 });
  const still = oneStep(integrator, rotatingFlow().flow, 0.2, 0);
  expectClose('a step of length 0', still, start, { absolute: 0 });
}

/** Rows do not see each other: each has its own t and d. Equal inputs give equal results. */
export function checkRows(integrator: Integrator): void {
  const flow = changingFlow().flow;
  const t = [0, 0.3, 0.6];
  const d = [0.4, 0.1, 0.25];
  const step = () => stepAt(integrator, flow, pointsAt(t, d));
  const together = step();
  expectClose('the same step again', step(), together, { absolute: 0 });
  t.forEach((time, row) => {
    const alone = oneStep(integrator, flow, time, Number(d[row])).slice(2 * row, 2 * row + 2);
    const what = `row ${row} among rows of other t and d`;
    expectClose(what, together.slice(2 * row, 2 * row + 2), alone, { relative: 1e-6, absolute: 1e-6 });
  });
}

/** Gradients reach x and d: against differences of the step itself. */
export function checkGradient(integrator: Integrator): void {
  const { flow } = changingFlow();
  const weight = tf.tensor2d([0.7, -1.1, 0.4, 0.9, -0.6, 1.3], [3, 2]);
  const total = (x: Tensor2D, d: Tensor2D): Scalar =>
    tf.sum(tf.mul(integrator.step(flow, { x, t: column([0.2, 0.2, 0.2]), d }), weight));
  const { x, d } = pointsAt([0.2, 0.2, 0.2], [0.3, 0.3, 0.3]);
  const tolerance = { relative: 5e-3, absolute: 2e-4 };
  // Along one direction each: the first coordinate of x, all entries of d. tf.grad forgets the rank of its
  // argument.
  const direction = tf.tensor2d([1, 0, 0, 0, 0, 0], [3, 2]);
  const byX = tf.grad((at) => total(at as Tensor2D, d))(x);
  const alongX = (size: number) => valueOf(total(tf.add(x, tf.mul(direction, size)), d));
  expectClose('gradient to x', valueOf(tf.sum(tf.mul(byX, direction))), slope(alongX, 0.5), tolerance);
  const byD = tf.grad((at) => total(x, at as Tensor2D))(d);
  const alongD = (size: number) => valueOf(total(x, tf.add(d, size)));
  expectClose('gradient to d', valueOf(tf.sum(byD)), slope(alongD, 0.01), tolerance);
}

function slope(f: (size: number) => number, size: number): number {
  return (f(size) - f(-size)) / (2 * size);
}

function valueOf(scalar: Tensor): number {
  return Number(scalar.dataSync()[0]);
}

function describeErrors(measured: readonly MeasuredError[]): string {
  return measured.map(({ steps, error }) => `${error.toExponential(1)} at ${steps} steps`).join(', ');
}
