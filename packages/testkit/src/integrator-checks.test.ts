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
import { type ExampleFlow, flowOf } from './example-flows.ts';
import { prepareTensors } from './prepare-tensors.ts';
import { checkWholePointsOfStep } from './whole-points.ts';

beforeAll(prepareTensors);

type Step = Integrator['step'];

const eulerStep: Step = (flow, from) => tf.add(from.x, tf.mul(from.d, flow.at(from).order(1)));
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

  test('a Taylor step of order 2 whose second derivatives are means over pairs, as published', () => {
    const second = euler({ order: 2, derivatives: 2, step: secondStep });
    checkOrder(second, [gaussianFlow('of the flow')]);
    // Its slope is 1: the mean acceleration of the pairs at a point is not the acceleration of the flow there.
    expect(() => checkOrder(second, [gaussianFlow('of pairs')])).toThrow(
      /States order 2, but converges with order (0\.[89]|1\.[012])\d on one Gaussian to another/,
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
      'States derivatives up to 1, but asks for order 1, 2.',
    );
  });

  test('the derivatives that are stated are those that are read: one too many keeps sound heads out', () => {
    const derivatives = (stated: number, step: Step) => () =>
      checkDerivativesAsked(euler({ derivatives: stated, step }));
    expect(derivatives(1, eulerStep)).not.toThrow();
    expect(derivatives(2, secondStep)).not.toThrow();
    expect(derivatives(2, eulerStep)).toThrow('States derivatives up to 2, but asks for order 1.');
    expect(derivatives(3, secondStep)).toThrow('States derivatives up to 3, but asks for order 1, 2.');
    expect(derivatives(1, (_flow, { x }) => x)).toThrow(
      'States derivatives up to 1, but asks for order none.',
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

  test('a point that is built anew, without the condition of its rows', () => {
    const bare: Step = (flow, { x, t, d }) => eulerStep(flow, { x, t, d });
    expect(() => checkWholePointsOfStep(euler({ step: bare }))).toThrow('pass on all of a point');
    expect(() => checkWholePointsOfStep(euler({}))).not.toThrow();
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

/**
 * From N(0, 1) to N(2, 0.3^2) in each coordinate, along x = sin(h t) x1 + cos(h t) x0 with h = pi/2. Points move as
 * x(t) = m(t) + s(t)/s(0) (x(0) - m(0)) with m = 2 sin(h t) and s^2 = 0.09 sin^2 + cos^2, so that u_1 = m' + (s'/s) (x - m)
 * and the flow's acceleration is m'' + (s''/s) (x - m). The mean of the pairs' is -h^2 x: each pair moves on a sine.
 */
function gaussianFlow(second: 'of the flow' | 'of pairs'): ExampleFlow {
  const h = Math.PI / 2;
  const mean = (t: number) => 2 * Math.sin(h * t);
  const variance = (t: number) => 1 - 0.91 * Math.sin(h * t) ** 2;
  const ratios = (t: Tensor2D) => {
    const square = tf.add(1, tf.mul(-0.91, tf.square(tf.sin(tf.mul(t, h)))));
    const first: Tensor2D = tf.div(tf.mul(-0.455 * h, tf.sin(tf.mul(t, 2 * h))), square);
    const bend = tf.div(tf.mul(-0.91 * h * h, tf.cos(tf.mul(t, 2 * h))), square);
    return { first, second: tf.sub(bend, tf.square(first)) };
  };
  return {
    name: 'one Gaussian to another',
    flow: flowOf(2, 2, ({ x, t }, k) => {
      if (k === 2 && second === 'of pairs') return tf.mul(x, -h * h);
      const m = tf.mul(2, tf.sin(tf.mul(t, h)));
      const speed: Tensor2D = tf.mul(2 * h, tf.cos(tf.mul(t, h)));
      const around = tf.sub(x, m);
      if (k === 1) return tf.add(speed, tf.mul(ratios(t).first, around));
      return tf.add(tf.mul(m, -h * h), tf.mul(ratios(t).second, around));
    }),
    solution: (x, from, to) => {
      const growth = Math.sqrt(variance(to) / variance(from));
      return Float64Array.from(x, (value) => mean(to) + growth * (value - mean(from)));
    },
  };
}
