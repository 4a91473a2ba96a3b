import {
  type Coupling,
  identityClock,
  type LearningRate,
  type Optimizer,
  type Points,
  points,
  type Preconditioning,
  type Scaling,
  selectRows,
  type Tensor1D,
  type Tensor2D,
  tf,
} from '@highorder/core';
import { beforeAll, describe, expect, test } from 'vitest';
import { checkMarginals, checkPairCounts, checkPairStreams } from './coupling-checks.ts';
import { checkLearningRate } from './learning-rate-contract.ts';
import {
  checkConvergence,
  checkDescent,
  checkOptimizerPure,
  checkOptimizerState,
} from './optimizer-checks.ts';
import { checkClock, checkView, checkViewGradient, checkViewRows } from './preconditioning-checks.ts';
import { prepareTensors } from './prepare-tensors.ts';
import { checkScalingPure, checkUnits } from './scaling-checks.ts';

beforeAll(prepareTensors);

describe('preconditioning', () => {
  const sound: Preconditioning = { fit: () => ({ clock: identityClock, view: (x) => x }) };
  const viewing = (view: (x: Tensor2D, t: Tensor2D) => Tensor2D): Preconditioning => ({
    fit: () => ({ clock: identityClock, view }),
  });
  const telling = (clock: Partial<typeof identityClock>): Preconditioning => ({
    fit: () => ({ clock: { ...identityClock, ...clock }, view: (x) => x }),
  });
  let fits = 0;

  test('a sound one passes', () => {
    for (const check of [checkClock, checkView, checkViewRows, checkViewGradient]) check(sound);
  });

  const wrong: readonly [string, (preconditioning: Preconditioning) => void, Preconditioning, RegExp][] = [
    [
      'a clock that stops early',
      checkClock,
      telling({ reading: (t) => t / 2 }),
      /readings and times of 0 and 1 \[1\]/,
    ],
    [
      'a clock that runs back',
      checkClock,
      telling({ time: (reading) => reading + 0.2 * Math.sin(2 * Math.PI * reading) * 2 }),
      /the clock does not increase/,
    ],
    [
      'a time that is not the inverse',
      checkClock,
      telling({ time: (reading) => reading ** 2 }),
      /readings of the times/,
    ],
    [
      'another clock in the engine',
      checkClock,
      telling({ readingOf: (t) => tf.square(t) }),
      /readings in the engine/,
    ],
    [
      'another shape',
      checkView,
      viewing((x) => tf.concat([x, x], 1)),
      /networks see shape \[41, 2\] of points \[41, 1\]/,
    ],
    [
      'infinite at t = 0',
      checkView,
      viewing((x, t) => tf.div(x, t)),
      /networks see -?(Infinity|NaN) somewhere/,
    ],
    [
      'fits that differ',
      checkView,
      { fit: () => ({ clock: identityClock, view: (x) => tf.mul(x, fits++) }) },
      /differs when asked again/,
    ],
    ['rows mix', checkViewRows, viewing((x) => tf.sub(x, tf.mean(x, 0))), /row 0 alone/],
    [
      'constants',
      checkViewGradient,
      viewing((x) => tf.tensor2d(x.dataSync(), x.shape)),
      /the gradient to x along/,
    ],
  ];
  test.each(wrong)('fails: %s', (_, check, preconditioning, message) => {
    expect(() => check(preconditioning)).toThrow(message);
  });
});

describe('scaling', () => {
  const fitting = (fit: Scaling['fit']): Scaling => ({ fit });
  let fits = 0;
  const wrong: readonly [string, (scaling: Scaling) => void, Scaling, RegExp][] = [
    [
      'no center',
      checkUnits,
      fitting(() => ({ center: [], scale: 1 })),
      /Points of 1 coordinates get the center \(\)/,
    ],
    [
      'scale 0',
      checkUnits,
      fitting(({ target }) => ({ center: new Array<number>(target.dimension).fill(0), scale: 0 })),
      /The scale is 0/,
    ],
    [
      'random',
      checkScalingPure,
      fitting(() => ({ center: [0, 0], scale: 1 + fits++ })),
      /a second fit \[2\]/,
    ],
    [
      'changes the points',
      checkScalingPure,
      fitting(({ target }) => ({ center: [target.values.fill(0).length, 0], scale: 1 })),
      /Fitting changes the points/,
    ],
  ];
  test.each(wrong)('fails: %s', (_, check, scaling, message) => {
    expect(() => check(scaling)).toThrow(message);
  });
});

describe('coupling', () => {
  const sound: Coupling = {
    open: ({ source, target }) => ({
      draw: (rows, random) => ({ source: source.sample(rows, random), target: target.sample(rows, random) }),
    }),
  };
  const changed = (change: (target: Points) => Points): Coupling => ({
    open: (inputs) => ({
      draw(rows, random) {
        const pairs = sound.open(inputs).draw(rows, random);
        return { ...pairs, target: change(pairs.target) };
      },
    }),
  });
  /** Draws more pairs than it needs and keeps the nearest ones, so that far points never come up. */
  const dropping: Coupling = {
    open: (inputs) => ({
      draw(rows, random) {
        const { source, target } = sound.open(inputs).draw(Math.ceil(1.5 * rows), random);
        const length = (row: number) =>
          Math.hypot(...[0, 1].map((axis) => at(source, row, axis) - at(target, row, axis)));
        const nearest = Array.from({ length: source.count }, (_, row) => row)
          .toSorted((one, other) => length(one) - length(other))
          .slice(0, rows);
        return { source: selectRows(source, nearest), target: selectRows(target, nearest) };
      },
    }),
  };
  const at = ({ values }: Points, row: number, axis: number) => Number(values[2 * row + axis]);
  const stateful: Coupling = {
    open: (inputs) => ({ draw: (rows) => sound.open(inputs).draw(rows, inputs.random) }),
  };

  test('a sound one passes', () => {
    for (const check of [checkPairCounts, checkMarginals, checkPairStreams]) check(sound);
  });

  const wrong: readonly [string, (coupling: Coupling) => void, Coupling, RegExp][] = [
    [
      'too few',
      checkPairCounts,
      changed((target) => selectRows(target, [0])),
      /Asked for 7 pairs, it gives 1 points of the target/,
    ],
    [
      'a target that is moved',
      checkMarginals,
      changed((target) =>
        points(
          2,
          target.values.map((value, index) => value + (index % 2)),
        ),
      ),
      /Coordinate 2 of the target of its pairs is distributed otherwise/,
    ],
    [
      'one lump left out',
      checkMarginals,
      changed((target) =>
        points(
          2,
          target.values.map((value) => Math.max(value, 5)),
        ),
      ),
      /Coordinate 1 of the target/,
    ],
    [
      'far points dropped',
      checkMarginals,
      dropping,
      /Coordinate 1 of the target of its pairs is distributed/,
    ],
    ['a stream of its own', checkPairStreams, stateful, /keeps something between draws/],
    [
      'always the same pairs',
      checkPairStreams,
      {
        open: (inputs) => ({
          draw: (rows) => ({ source: zeros(rows), target: zeros(rows + 0 * inputs.source.dimension) }),
        }),
      },
      /Two streams give the same pairs/,
    ],
  ];
  test.each(wrong)('fails: %s', (_, check, coupling, message) => {
    expect(() => check(coupling)).toThrow(message);
  });

  function zeros(rows: number): Points {
    return points(2, new Float64Array(2 * rows));
  }
});

describe('optimizer', () => {
  const sound: Optimizer = {
    learningRate: { at: () => 1 },
    moments: [],
    update: ({ parameters, gradient, learningRate }) => ({
      parameters: tf.sub(parameters, tf.mul(learningRate, gradient)),
      state: {},
    }),
  };
  let updates = 0;

  test('a sound one passes', () => {
    for (const check of [checkOptimizerState, checkOptimizerPure, checkDescent, checkConvergence]) {
      const withMemory: Optimizer = {
        ...sound,
        moments: ['last'],
        update: (step) => ({
          parameters: tf.sub(
            step.parameters,
            tf.mul(step.learningRate, tf.add(step.gradient, tf.mul(last(step), 0.5))),
          ),
          state: { last: step.gradient },
        }),
      };
      check(withMemory);
    }
  });

  const last = ({ state }: Parameters<Optimizer['update']>[0]) => state['last'] as Tensor1D;
  const wrong: readonly [string, (optimizer: Optimizer) => void, Partial<Optimizer>, RegExp][] = [
    [
      'a vector that it lacks',
      checkOptimizerState,
      { moments: ['velocity'] },
      /gives the vectors \[\], expected \[velocity\]/,
    ],
    [
      'infinite',
      checkOptimizerState,
      { update: ({ parameters, gradient }) => ({ parameters: tf.div(parameters, gradient), state: {} }) },
      /parameters holds Infinity after an update/,
    ],
    [
      'hidden memory',
      checkOptimizerPure,
      { update: ({ parameters }) => ({ parameters: tf.add(parameters, updates++), state: {} }) },
      /gives other parameters after another one/,
    ],
    [
      'a vector without use',
      checkOptimizerPure,
      { moments: ['idle'] },
      /The vector "idle" has no effect on an update/,
    ],
    [
      'moves at rate 0',
      checkDescent,
      { update: ({ parameters, gradient }) => ({ parameters: tf.sub(parameters, gradient), state: {} }) },
      /Parameters move at learning rate 0/,
    ],
    [
      'climbs',
      checkDescent,
      {
        update: ({ parameters, gradient, learningRate }) => ({
          parameters: tf.add(parameters, tf.mul(learningRate, gradient)),
          state: {},
        }),
      },
      /A gradient of 0.3\d* moves a parameter from 0 to 0.003/,
    ],
    [
      'crawls',
      checkConvergence,
      {
        update: ({ parameters, gradient, learningRate }) => ({
          parameters: tf.sub(parameters, tf.mul(learningRate, tf.mul(gradient, 1e-3))),
          state: {},
        }),
      },
      /After 500 updates at rate 0.02 it is 2\.\d+ from the minimum/,
    ],
  ];
  test.each(wrong)('fails: %s', (_, check, change, message) => {
    expect(() => check({ ...sound, ...change })).toThrow(message);
  });
});

describe('learning rate', () => {
  const wrong: readonly [string, LearningRate, RegExp][] = [
    ['negative', { at: (step) => 1 - step }, /The rate of update 2 of 10 is -1/],
    ['not a number', { at: (step, steps) => step / (steps - 1) }, /The rate of update 0 of 1 is NaN/],
    ['starts at 0', { at: (step) => step }, /The first of 1 updates has rate 0: it moves nothing/],
  ];
  test.each(wrong)('fails: %s', (_, schedule, message) => {
    expect(() => checkLearningRate(schedule)).toThrow(message);
  });
});
