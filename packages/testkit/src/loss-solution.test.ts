import {
  type LossTerm,
  pathDerivative,
  stopGradient,
  type Tensor,
  type Tensor1D,
  type Tensor2D,
  tf,
  type TrainingStep,
} from '@highorder/core';
import { beforeAll, describe, expect, test } from 'vitest';
import { exampleTimes } from './example-training.ts';
import { checkLossSolution, type LossSolution } from './loss-solution.ts';
import { prepareTensors } from './prepare-tensors.ts';
import { exactHeads, ladderHeads } from './solving-flows.ts';

beforeAll(prepareTensors);

const squares = (value: Tensor): Tensor1D => tf.sum(tf.square(value), 1);
const columnOf = ({ columns }: TrainingStep, name: string): Tensor2D => columns[name] as Tensor2D;

/** A term from what should be 0, [rows, dimension], with the k-th derivatives of the paths of pairs as columns "path-k". */
function termOf(order: number, error: (step: TrainingStep) => Tensor2D): LossTerm {
  return {
    name: 'example',
    orders: order === 1 ? [1] : [1, order],
    rows: { name: 'example', times: { draw: exampleTimes.draw } },
    defaultWeight: 1,
    prepare: (rows, { interpolant }) =>
      Object.fromEntries(
        [1, 2].map((k) => [`path-${k}`, { width: 2, values: pathDerivative(interpolant, rows, k) }]),
      ),
    evaluate: (step) => squares(error(step)),
  };
}

const regression = (order: number, factor = 1) =>
  termOf(order, (step) =>
    tf.sub(step.predicted.order(order), tf.mul(columnOf(step, `path-${order}`), factor)),
  );
const material = (factor = 1) =>
  termOf(2, (step) => {
    const [, acceleration] = stopGradient(() =>
      tf.stack([...step.material(step.flow, step.at, 2)]),
    ).unstack();
    return tf.sub(step.predicted.order(2), tf.mul(acceleration as Tensor2D, factor));
  });
/** Two half steps of the step of order K, the first of length `part` d. */
const halves = (order: number, part = 0.5) =>
  termOf(order, ({ at, flow, advance }) => {
    const half: Tensor2D = tf.mul(at.d, part);
    const end = stopGradient(() => {
      const middle = advance(flow, { ...at, d: half });
      return advance(flow, { x: middle, t: tf.add(at.t, half), d: tf.div(at.d, 2) });
    });
    return tf.sub(advance(flow, at), end);
  });
/** MeanFlow: u_1 = v + reach d Du_1. */
const meanFlow = (reach = 1) =>
  termOf(1, ({ at, flow, along, predicted, ...step }) => {
    const target = stopGradient(() => {
      const velocity = columnOf({ at, flow, along, predicted, ...step }, 'path-1');
      const [, change] = along(flow, at, { x: velocity, t: 1, d: -1 }, 1);
      return tf.add<Tensor2D>(velocity, tf.mul(tf.mul(at.d, reach), change as Tensor2D));
    });
    return tf.sub(predicted.order(1), target);
  });

const scattered = (order: number): LossSolution => ({
  fields: 'conditional',
  least: ({ scatter }) => scatter(order),
});
const stretched: LossSolution = {
  least: ({ sumOverAxes }) => sumOverAxes(({ variance, stretch }) => variance(1) * stretch ** 2),
};

describe('a sound loss passes', () => {
  const sound: readonly [string, LossTerm, boolean, LossSolution?][] = [
    ['velocity matching', regression(1), false, scattered(1)],
    ['acceleration matching', regression(2), false, scattered(2)],
    ['material acceleration', material(), false],
    ['a step of order 1 in halves', halves(1), true],
    ['a step of order 2 in halves', halves(2), true, { highest: 2 }],
    ['MeanFlow', meanFlow(), true, stretched],
  ];
  test.each(sound)('%s', (_, term, steps, solution) => checkLossSolution(term, steps, solution));
});

describe('a wrong loss fails, and the message says why', () => {
  const wrong: readonly [string, LossTerm, boolean, LossSolution | undefined, RegExp][] = [
    [
      'a conditional target taken for the derivative of the flow',
      regression(2),
      false,
      undefined,
      /straight path, no clock, pairs that cross, t = 0.1, d = 0: on the flow that solves it the loss is [\d.]+, expected 0/,
    ],
    [
      'the same, by the scatter that it would keep',
      regression(2),
      false,
      { least: ({ scatter }) => scatter(2) },
      /pairs that cross, t = 0.1, d = 0: on the flow that solves it the loss is [\d.]+, expected 0/,
    ],
    [
      'a Taylor step of order 2 fed conditional targets at steps d > 0',
      regression(2),
      true,
      scattered(2),
      /straight path, no clock, pairs that cross, t = 0.1, d = 0.5: on the flow that solves it the loss is 0.0\d+, expected 0/,
    ],
    [
      'the published factor of a second derivative',
      regression(2, 1.24),
      false,
      scattered(2),
      /variance-preserving path, no clock, pairs on the flow, t = 0.1, d = 0: on the flow that solves it the loss is/,
    ],
    [
      'half of the derivative of the flow',
      material(0.5),
      false,
      undefined,
      /pairs that cross, t = 0.1, d = 0: .* the loss is/,
    ],
    [
      'a first half of another length',
      halves(1, 0.25),
      true,
      undefined,
      /pairs on the flow, t = 0.1, d = 0.5: .* the loss is/,
    ],
    [
      'MeanFlow without its step',
      meanFlow(0.5),
      true,
      stretched,
      /pairs that cross, t = 0.1, d = 0.5: .* the loss is 2.42, expected 2.76/,
    ],
    [
      'MeanFlow with the sign of its own time',
      meanFlow(-1),
      true,
      stretched,
      /pairs that cross, t = 0.1, d = 0.5: .* the loss is 1.87, expected 2.76/,
    ],
    [
      'MeanFlow whose scatter is not stretched by the step',
      meanFlow(),
      true,
      { least: ({ scatter }) => scatter(1) },
      /pairs that cross, t = 0.1, d = 0.5: .* the loss is 2.76, expected 2.15/,
    ],
    [
      'a loss that nothing changes',
      termOf(1, ({ predicted }) => tf.zerosLike(predicted.order(1))),
      true,
      undefined,
      /pairs on the flow: on the flow that solves it the loss is 0 in the mean, and no more where u_1 is off by 0.5 \(1 \+ 2 d\) towards \(1, 0\): 0\./,
    ],
    [
      'a gradient that leaves the flow that solves it',
      {
        ...regression(1),
        evaluate: (step) => tf.add(regression(1).evaluate(step), pull(step.predicted.order(1))),
      },
      false,
      scattered(1),
      /pairs on the flow: on the flow that solves it the gradient is not 0 but [\d.]+, so that training leaves it/,
    ],
  ];
  test.each(wrong)('%s', (_, term, steps, solution, message) => {
    expect(() => checkLossSolution(term, steps, solution)).toThrow(message);
  });
});

/** 0, with the gradient of the sum over coordinates. */
function pull(value: Tensor): Tensor1D {
  return tf.sum(
    tf.sub(
      value,
      stopGradient(() => tf.clone(value)),
    ),
    1,
  );
}

describe('which flow solves it is the choice of the setup', () => {
  const finest = 1 / 16;
  /** Halves of the finest step are told 0, as self-consistency tells them. */
  const clamped: LossTerm = {
    ...halves(1),
    rows: { name: 'example', times: exampleTimes },
    evaluate: ({ at, flow, advance }) => {
      const half: Tensor2D = tf.div(at.d, 2);
      const seen: Tensor2D = tf.mul(half, tf.cast(tf.greaterEqual(half, 0.99 * finest), 'float32'));
      const told = { ...flow, at: (point: TrainingStep['at']) => flow.at({ ...point, d: seen }) };
      const middle = stopGradient(() => advance(told, { ...at, d: half }));
      const end = stopGradient(() => advance(told, { x: middle, t: tf.add(at.t, half), d: half }));
      return squares(tf.sub(advance(flow, at), end));
    },
  };
  const straight = { paths: ['straight'], least: () => [] };

  test('steps whose halves are finer than the finest are left out of exact heads, not of a flow of its own', () => {
    // The example halves in t, so that nothing solves it on a clock; what comes before that has passed.
    expect(() => checkLossSolution(clamped, true, straight)).toThrow(/straight path, a log clock/);
    expect(() =>
      checkLossSolution(clamped, true, { ...straight, flow: (problem) => exactHeads(problem, 1) }),
    ).toThrow(/straight path, no clock, pairs that cross, t = [\d.]+, d = 0.0625/);
    const onLadder = {
      ...straight,
      flow: (problem: Parameters<typeof exactHeads>[0]) => ladderHeads(problem, 1, { finest }),
    };
    expect(() => checkLossSolution(clamped, true, onLadder)).toThrow(/straight path, a log clock/);
    // Told halves that nothing teaches, it is refused.
    expect(() => checkLossSolution({ ...halves(1), rows: clamped.rows }, true, onLadder)).toThrow(
      /d = 0.0625: on the flow that solves it the loss is NaN, expected 0/,
    );
  });

  test('a weight that falls with the error is examined by its gradient where pairs cross', () => {
    const weighed: LossTerm = {
      ...regression(1),
      evaluate(step) {
        const loss = regression(1).evaluate(step);
        return tf.div(
          loss,
          tf.add(
            stopGradient(() => tf.clone(loss)),
            0.01,
          ),
        );
      },
    };
    const least: LossSolution['least'] = ({ scatter }) =>
      scatter(1).map((square) => square / (square + 0.01));
    expect(() => checkLossSolution(weighed, false, { least })).toThrow(
      /pairs that cross: .* and no more where u_1 is off/,
    );
    checkLossSolution(weighed, false, { least, weighsByError: true });
  });

  test('another head may be the one that is trained', () => {
    const first = termOf(2, (step) =>
      tf.sub(step.predicted.order(1), step.material(step.flow, step.at, 1)[0] as Tensor2D),
    );
    expect(() => checkLossSolution(first, false)).toThrow(/no more where u_2 is off/);
  });
});
