import {
  type Flow,
  type FlowPoint,
  type OrderHead,
  required,
  type Tensor1D,
  type Tensor2D,
  type TensorRecord,
  tf,
  type TrainingStep,
} from '@highorder/core';
import { initialParameters } from '@highorder/engine';
import type { Experiment } from '@highorder/runtime';
import { beforeAll, describe, expect, test } from 'vitest';
import { batchArrays, openBatches } from './batch.ts';
import { createModel, flowOf, type Model } from './model.ts';
import { smallExperiment } from './testing/small-experiment.ts';
import { rowLosses } from './training-loss.ts';

beforeAll(async () => {
  tf.env().set('PROD', true);
  await tf.setBackend('cpu');
});

const material = ['losses.1.target=material'];
const lagrangian = ['losses.2={ use: self-consistency, rule: lagrangian, times: { use: two-times } }'];
const meanFlow = ['losses=[{ use: mean-flow }]', 'heads=[{ use: mlp, order: 1, hidden: [8] }]'];

function batchTensors(model: Model): TensorRecord {
  const arrays = batchArrays(openBatches(model)(3));
  return Object.fromEntries(arrays.map(({ name, values, shape }) => [name, tf.tensor(values, [...shape])]));
}

function parametersOf(model: Model, seed: number): Tensor1D {
  return tf.tensor1d(initialParameters(model.layout, seed));
}

/** The losses of every row where the flow in training and its teacher have these seeds. */
function lossesOf(
  model: Model,
  seeds: { readonly flow: number; readonly teacher: number },
): readonly Tensor1D[] {
  const flows = {
    flow: flowOf(model, parametersOf(model, seeds.flow)),
    teacher: flowOf(model, parametersOf(model, seeds.teacher)),
  };
  return rowLosses(model, flows, batchTensors(model));
}

/** The experiment with its last term evaluated by `evaluate`, which sees the step of its rows. */
function withTerm(
  experiment: Experiment,
  evaluate: (step: TrainingStep) => Tensor1D,
  differentiates = true,
): Experiment {
  const [first] = experiment.losses;
  const asking = required(first, 'It has losses.');
  return {
    ...experiment,
    losses: [
      {
        ...asking,
        term: {
          ...asking.term,
          evaluate,
          differentiatesFlow: differentiates,
          differentiatesStep: differentiates,
        },
      },
      ...experiment.losses.slice(1),
    ],
  };
}

/** What the first term of an experiment gives, and where. */
function examined(experiment: Experiment) {
  const model = createModel(experiment);
  const batch = batchTensors(model);
  const point = (name: string) => required(batch[`matching/${name}`], name) as Tensor2D;
  return {
    model,
    flow: flowOf(model, parametersOf(model, 1)),
    at: { x: point('x'), t: point('t'), d: point('d') },
    found: lossesOf(model, { flow: 1, teacher: 2 })[0],
  };
}

/** Du_1/Dt by a central difference along u_1: to a percent, in float32. */
function differenceAlong(flow: Flow, { x, t, d }: FlowPoint): Tensor2D {
  const reach = 0.02;
  const velocity = flow.at({ x, t, d }).order(1);
  const moved = (s: number) => flow.at({ x: tf.add(x, tf.mul(velocity, s)), t: tf.add(t, s), d }).order(1);
  return tf.div(tf.sub(moved(reach), moved(-reach)), 2 * reach);
}

const sums = (values: Tensor2D): Tensor1D => tf.sum(values, 1);

function expectSame(found: Tensor1D | undefined, expected: Tensor1D | undefined, tolerance: number): void {
  const values = expected?.dataSync() ?? [];
  expect(found?.size).toBe(values.length);
  found?.dataSync().forEach((value, row) => {
    expect(Math.abs(value - Number(values[row]))).toBeLessThan(
      tolerance * (1 + Math.abs(Number(values[row]))),
    );
  });
}

describe.each(['none', 'log'])('with the clock %s', (clock) => {
  const view = [`preconditioning={ use: unit-variance, clock: ${clock} }`];

  test('the material target is the change of the velocity along itself', async () => {
    const model = createModel(await smallExperiment([...material, ...view]));
    const flow = flowOf(model, parametersOf(model, 1));
    const batch = batchTensors(model);
    const point = (name: string) => required(batch[`matching/${name}`], name) as Tensor2D;
    const at = { x: point('x'), t: point('t'), d: point('d') };
    const expected = sums(tf.squaredDifference(flow.at(at).order(2), differenceAlong(flow, at)));
    expectSame(lossesOf(model, { flow: 1, teacher: 2 })[1], expected, 0.02);
  });

  test('derivatives along a line with the endpoint held, of the flow and of its teacher', async () => {
    for (const chosen of ['flow', 'teacher'] as const) {
      const line = { t: 1, d: -1 };
      const experiment = withTerm(await smallExperiment([...meanFlow, ...view]), (step) => {
        const found = step.along(step[chosen], step.at, { x: tf.onesLike(step.at.x), ...line }, 1);
        return sums(required(found[1], 'order 1'));
      });
      const model = createModel(experiment);
      const flow = flowOf(model, parametersOf(model, chosen === 'flow' ? 1 : 2));
      const batch = batchTensors(model);
      const point = (name: string) => required(batch[`time-pairs/${name}`], name) as Tensor2D;
      const moved = (s: number) =>
        flow.at({ x: tf.add(point('x'), s), t: tf.add(point('t'), s), d: tf.sub(point('d'), s) }).order(1);
      const expected = sums(tf.div(tf.sub(moved(0.01), moved(-0.01)), 0.02));
      expectSame(lossesOf(model, { flow: 1, teacher: 2 })[0], expected, 0.02);
    }
  });

  test('derivatives of a higher head along a line, and of the lower heads that it reads', async () => {
    const line = { t: 1, d: -1 };
    const heads = ['heads.1={ use: mlp, order: 2, hidden: [8], sees: [x, t, d, lower] }'];
    const experiment = withTerm(await smallExperiment([...heads, ...view]), (step) => {
      const found = step.along(step.flow, step.at, { x: tf.onesLike(step.at.x), ...line }, 1, 2);
      return sums(required(found[1], 'order 1'));
    });
    const { flow, found, at } = examined(experiment);
    const moved = (s: number) =>
      flow.at({ x: tf.add(at.x, s), t: tf.add(at.t, s), d: tf.sub(at.d, s) }).order(2);
    expectSame(found, sums(tf.div(tf.sub(moved(0.01), moved(-0.01)), 0.02)), 0.02);
  });

  test.each(['taylor', 'runge-kutta-4'])('derivatives of a step of %s in its length', async (integrator) => {
    const own = ['losses.0={ use: matching, order: 1, times: { use: two-times, equal: 0 } }'];
    const same = ['losses.1={ use: matching, order: 2, times: { use: two-times, equal: 0 } }'];
    const opened = await smallExperiment([...own, ...same, ...view, `integrator={ use: ${integrator} }`]);
    const element = (k: number) => {
      const asked = withTerm(opened, (step) => {
        const found = step.advanceAlong(step.flow, step.at, { x: 0, t: 0, d: 1 }, 1);
        return sums(required(found[k], `order ${k}`));
      });
      return examined(asked);
    };
    const { model, flow, at, found } = element(0);
    const moved = (s: number) => model.advance(flow, { ...at, d: tf.add(at.d, s) });
    expectSame(found, sums(moved(0)), 1e-5);
    expectSame(element(1).found, sums(tf.div(tf.sub(moved(0.01), moved(-0.01)), 0.02)), 0.02);
  });
});

test('nothing is recorded where no term asks', async () => {
  const recorded = async (overrides: readonly string[] = []) => {
    const { heads, step } = createModel(await smallExperiment(overrides)).graphs;
    return { heads: [...heads.keys()], step: [...step.keys()] };
  };
  expect(await recorded()).toEqual({ heads: [], step: [] });
  expect(await recorded(material)).toEqual({ heads: [12], step: [] });
  expect(await recorded(lagrangian)).toEqual({ heads: [], step: [4] });
});

describe('refused', () => {
  const zero = (step: TrainingStep) => tf.sum<Tensor1D>(step.at.x, 1);
  const attempt = async (evaluate: (step: TrainingStep) => Tensor1D, declared = true) => {
    const model = createModel(withTerm(await smallExperiment(), evaluate, declared));
    return () => lossesOf(model, { flow: 1, teacher: 2 });
  };

  test('a flow that is neither the one in training nor its teacher', async () => {
    const run = await attempt((step) => {
      step.material({ ...step.flow }, step.at, 2);
      return zero(step);
    });
    expect(run).toThrow(
      'A loss term differentiates along a flow that is neither the flow in training nor its teacher.',
    );
  });

  test('another number of rows', async () => {
    const run = await attempt((step) => {
      const first = (values: Tensor2D): Tensor2D => tf.slice(values, [0, 0], [1, -1]);
      step.material(step.flow, { x: first(step.at.x), t: first(step.at.t), d: first(step.at.d) }, 2);
      return zero(step);
    });
    expect(run).toThrow(
      "at 1 rows, for which it was not recorded.\n  Expected: as many rows as the term's own: 12",
    );
  });

  test('a term that did not say so', async () => {
    const run = await attempt((step) => {
      step.material(step.flow, step.at, 2);
      return zero(step);
    }, false);
    expect(run).toThrow('Set `differentiatesFlow: true` in the term');
  });

  test('a step of a term that did not say so', async () => {
    const run = await attempt((step) => {
      step.advanceAlong(step.flow, step.at, { x: 0, t: 0, d: 1 }, 1);
      return zero(step);
    }, false);
    expect(run).toThrow('Set `differentiatesStep: true` in the term');
  });

  test('a head that the flow has not, by its order', async () => {
    const run = await attempt((step) => {
      step.along(step.flow, step.at, { x: 0, t: 1, d: 0 }, 1, 3);
      return zero(step);
    });
    expect(run).toThrow('The flow has no head of order 3');
  });

  test('a network with an operation that cannot be recorded, by the names of both', async () => {
    const experiment = await smallExperiment(material);
    const heads = experiment.heads.map(({ component, ...rest }) => {
      const predict: OrderHead['predict'] = (_, { x }) => [tf.topk<Tensor2D>(x, 2).values];
      return { ...rest, component: { ...component, predict } };
    });
    expect(() => createModel({ ...experiment, heads })).toThrow(
      'losses.1: This term differentiates along the flow, but head/mlp of order 1 uses the operation TopK, which cannot be followed.',
    );
  });
});
