import { type Integrator, stopGradient, type Tensor2D, tf } from '@highorder/core';
import { beforeAll, describe, expect, test } from 'vitest';
import {
  checkDerivativesAsked,
  checkEvaluations,
  checkGradient,
  checkOrder,
  checkRest,
  checkRows,
  checkTimesAsked,
} from './integrator-checks.ts';
import { prepareTensors } from './prepare-tensors.ts';

beforeAll(prepareTensors);

type Step = Integrator['step'];

const eulerStep: Step = (flow, { x, t, d }) => tf.add(x, tf.mul(d, flow.at({ x, t, d }).order(1)));
const secondStep: Step = (flow, { x, t, d }) => {
  const derivatives = flow.at({ x, t, d });
  const bend = tf.mul(tf.div(tf.square(d), 2), derivatives.order(2));
  return tf.add(tf.add(x, tf.mul(d, derivatives.order(1))), bend);
};

/** Euler's method, stating what it is, with one thing changed. */
const euler = (changed: Partial<Integrator> = {}): Integrator => ({
  order: 1,
  derivatives: 1,
  evaluations: 1,
  step: eulerStep,
  ...changed,
});

describe('each check finds its mistake', () => {
  test('an order that is not the stated one', () => {
    expect(() => checkOrder(euler())).not.toThrow();
    expect(() => checkOrder(euler({ order: 2 }))).toThrow(
      /States order 2, but converges with order (0\.9|1\.0)/,
    );
    expect(() => checkOrder(euler({ step: secondStep }))).toThrow(
      /States order 1, but converges with order [12]\.[890]/,
    );
  });

  test('a wrong coefficient of the second derivative', () => {
    const wrong: Step = (flow, from) => {
      const { x, t, d } = from;
      return tf.add(eulerStep(flow, from), tf.mul(tf.square(d), flow.at({ x, t, d }).order(2)));
    };
    expect(() => checkOrder(euler({ order: 2, derivatives: 2, step: wrong }))).toThrow(/States order 2/);
  });

  test('a step that does not converge at all', () => {
    expect(() => checkOrder(euler({ step: (_flow, { x }) => x }))).toThrow('No convergence on');
  });

  test('more evaluations or derivatives than stated', () => {
    expect(() => checkEvaluations(euler({ evaluations: 2 }))).toThrow(
      'States 2 evaluations a step, but makes 1.',
    );
    expect(() => checkDerivativesAsked(euler({ step: secondStep }))).toThrow(
      'States derivatives up to 1, but asks for order 2.',
    );
  });

  test('a look past the end of the step', () => {
    const ahead: Step = (flow, { x, t, d }) => eulerStep(flow, { x, t: tf.add(t, tf.mul(d, 2)), d });
    expect(() => checkTimesAsked(euler({ step: ahead }))).toThrow('in a step from 0.2 to 0.5');
  });

  test('points that move at rest', () => {
    const drifts: Step = (flow, from) => tf.add(eulerStep(flow, from), 1e-3);
    expect(() => checkRest(euler({ step: drifts }))).toThrow('a step through a field of zeros [0]');
    const ignoresStep: Step = (flow, { x, t, d }) => tf.add(x, flow.at({ x, t, d }).order(1));
    expect(() => checkRest(euler({ step: ignoresStep }))).toThrow('a step of length 0 [0]');
  });

  test('one step length for all rows', () => {
    const shared: Step = (flow, { x, t, d }) => {
      const mean: Tensor2D = tf.mul(tf.onesLike(d), tf.mean(d));
      return eulerStep(flow, { x, t, d: mean });
    };
    expect(() => checkRows(euler({ step: shared }))).toThrow('row 0 among rows of other t and d');
  });

  test('gradients that are held back', () => {
    const held: Step = (flow, from) =>
      tf.add(
        from.x,
        stopGradient(() => tf.sub(eulerStep(flow, from), from.x)),
      );
    expect(() => checkGradient(euler({ step: held }))).toThrow('gradient to x');
  });
});
