import {
  type OrderHead,
  type Parameters,
  required,
  stopGradientKernel,
  type TensorRecord,
  tf,
} from '@highorder/core';
import { initialParameters } from '@highorder/engine';
import type { Experiment, Named } from '@highorder/runtime';
import { beforeAll, describe, expect, test } from 'vitest';
import { batchArrays, openBatches } from './batch.ts';
import { lossGradient } from './loss-gradient.ts';
import { createModel, type Model } from './model.ts';
import { experimentOf } from './testing/small-experiment.ts';
import { rowLosses, totalLoss } from './training-loss.ts';

/**
 * What a stop of gradients must do, whatever asks for it: the gradient is that of the loss in which each stopped value is
 * the number that it is at these parameters. Finite differences measure just that: stops of losses give their first values
 * again at shifted parameters, and a head that reads lower orders through a stop reads a copy of the lower head, with
 * parameters of its own that are not shifted, and no stop.
 */
beforeAll(async () => {
  tf.env().set('PROD', true);
  await tf.setBackend('cpu');
});

/** What stops gave, in the order in which they were reached. */
interface Stops {
  readonly values: tf.backend_util.BackendValues[];
  /** How many were given again; undefined where they are noted. */
  given: number | undefined;
}

function watchStops(stops: Stops): void {
  tf.registerKernel({
    kernelName: stopGradientKernel,
    backendName: 'cpu',
    kernelFunc({ inputs }) {
      const { dataId, shape, dtype } = required(inputs['x'], 'A stop has a tensor.');
      const noted =
        stops.given === undefined ? tf.engine().readSync(dataId).slice() : stops.values[stops.given++];
      const values = required(noted, 'At shifted parameters there are as many stops.');
      if (stops.given === undefined) stops.values.push(values);
      return { dataId: tf.backend().write(values.slice(), shape, dtype), shape, dtype };
    },
  });
}

const frozen = 'frozen.';

/** The head, reading the lower orders from a copy of the lower head. */
function readingCopy(
  { component, ...rest }: Named<OrderHead>,
  { component: lower }: Named<OrderHead>,
): Named<OrderHead> {
  const copied: OrderHead = {
    ...component,
    sees: [...component.sees.filter((name) => name !== 'lower'), 'x', 't', 'd'],
    parameters: (dimension) => [
      ...component.parameters(dimension),
      ...lower.parameters(dimension).map((spec) => ({ ...spec, name: frozen + spec.name })),
    ],
    predict: (parameters, inputs) =>
      component.predict(parameters, {
        ...inputs,
        lower: lower.predict(copyOf(parameters), { ...inputs, lower: [] }),
      }),
  };
  return { ...rest, component: copied };
}

function copyOf(parameters: Parameters): Parameters {
  const own = Object.entries(parameters).filter(([name]) => name.startsWith(frozen));
  return Object.fromEntries(own.map(([name, tensor]) => [name.slice(frozen.length), tensor]));
}

function withCopy(experiment: Experiment): Experiment {
  const [lower, higher] = experiment.heads;
  const { heads } = experiment;
  return {
    ...experiment,
    heads: [
      required(lower, 'two heads'),
      readingCopy(required(higher, 'two heads'), required(lower, 'two heads')),
      ...heads.slice(2),
    ],
  };
}

/** Loss and gradient at parameters, on the batch of the first step; the teacher has parameters of its own. */
function lossOf(model: Model, parameters: Float32Array, average: Float32Array) {
  const batch: TensorRecord = Object.fromEntries(
    batchArrays(openBatches(model)(0)).map(({ name, values, shape }) => [
      name,
      tf.tensor(values, [...shape]),
    ]),
  );
  const inputs = { ...batch, parameters: tf.tensor1d(parameters), average: tf.tensor1d(average) };
  const { gradient, losses } = lossGradient(model, inputs, (flows) => ({
    loss: totalLoss(model, rowLosses(model, flows, batch)),
    reported: [],
  }));
  return { gradient: Float32Array.from(gradient.dataSync()), loss: Number(losses.at(-1)?.dataSync()[0]) };
}

/** The numbers of a model by slot, from those of another by their names; copies have the numbers of the original. */
function numbersOf(model: Model, from: Model, numbers: Float32Array): Float32Array {
  const found = new Float32Array(model.layout.size);
  for (const slot of model.layout.slots) {
    const copy = slot.spec.name.startsWith(frozen);
    const [head, name] = copy ? [0, slot.spec.name.slice(frozen.length)] : [slot.head, slot.spec.name];
    const source = required(
      from.layout.slots.find((each) => each.head === head && each.spec.name === name),
      'The other model has the parameter.',
    );
    found.set(numbers.subarray(source.offset, source.offset + source.size), slot.offset);
  }
  return found;
}

/** The model, and the one whose heads stop nothing and read copies. */
async function openModels(text: string) {
  const experiment = await experimentOf(text);
  return { model: createModel(experiment), reference: createModel(withCopy(experiment)) };
}

type Models = Awaited<ReturnType<typeof openModels>>;

/** The loss and its gradient at a start, by a teacher of its own, so that what is the student's is seen. */
function openStart(model: Model) {
  const start = initialParameters(model.layout, 1);
  const teacher = start.map((value, at) => value + 0.05 * Math.cos(2 * at));
  return { start, teacher, ...lossOf(model, start, teacher) };
}

/** The gradient along a direction, and the difference quotient of the loss with what is stopped held. */
function slopes({ model, reference }: Models, direction: Float32Array) {
  const { start, teacher, gradient } = openStart(model);
  const lossAt = (by: number) => {
    const shifted = start.map((value, at) => value + by * Number(direction[at]));
    const numbers = numbersOf(reference, model, shifted);
    const held = numbersOf(reference, model, start);
    for (const { spec, offset, size } of reference.layout.slots) {
      if (spec.name.startsWith(frozen)) numbers.set(held.subarray(offset, offset + size), offset);
    }
    return lossOf(reference, numbers, numbersOf(reference, model, teacher)).loss;
  };
  const along = gradient.reduce((sum, value, at) => sum + value * Number(direction[at]), 0);
  return { along, quotient: withHeldStops(lossAt) };
}

/** The direction of some numbers, of length 1, in the parameters of one head. */
function directionIn({ layout }: Model, head: number, along: (at: number) => number): Float32Array {
  const direction = new Float32Array(layout.size);
  for (const { head: owner, offset, size } of layout.slots) {
    for (let at = offset; owner === head && at < offset + size; at++) direction[at] = along(at);
  }
  const length = Math.hypot(...direction);
  return direction.map((value) => value / length);
}

const anywhere = (at: number) => Math.sin(3 * at + 1);

/** The central difference quotient at 0 of a function whose stops keep the values that they have there. */
function withHeldStops(compute: (by: number) => number): number {
  const stops: Stops = { values: [], given: undefined };
  watchStops(stops);
  try {
    compute(0);
    const [above, below] = [STEP, -STEP].map((by) => {
      stops.given = 0;
      const value = compute(by);
      expect(stops.given, 'stops that were reached').toBe(stops.values.length);
      return value;
    });
    return (Number(above) - Number(below)) / (2 * STEP);
  } finally {
    tf.unregisterKernel(stopGradientKernel, 'cpu');
  }
}

/** Rounding of float32 against curvature. */
const STEP = 5e-3;

interface Settings {
  readonly losses: string;
  readonly heads: string;
}

const configuration = ({ losses, heads }: Settings): string => `
name: stops
data:
  source: { use: gaussian, mean: [0, 0], variance: 1 }
  target: { use: gaussian-ring, modes: 4, radius: 4, variance: 0.1 }
interpolant: { use: cubic }
heads: [${heads}]
losses: [${losses}]
integrator: { use: taylor }
engine: { use: eager, backend: cpu }
training: { steps: 1, batch: 16, average: 0.9 }
`;

const velocity = '{ use: mlp, order: 1, hidden: [6] }';

/** Each stops gradients to what it reads of the lower orders, as heads do where nothing else is said. */
const heads: Readonly<Record<string, string>> = {
  mlp: `${velocity}, { use: mlp, order: 2, hidden: [6] }`,
  'residual-mlp': `${velocity}, { use: residual-mlp, order: 2, width: 6, blocks: 1 }`,
  transformer: `${velocity}, { use: transformer, order: 2, width: 4, blocks: 1, attentionHeads: 1 }`,
  'mlp above a shared trunk':
    '{ use: shared-mlp, orders: [1, 2], hidden: [6] }, { use: mlp, order: 3, hidden: [6] }',
  'mlp above one without d':
    '{ use: mlp, order: 1, hidden: [6], sees: [x, t] }, { use: mlp, order: 2, hidden: [6] }',
  'shared trunk above an mlp': `${velocity}, { use: shared-mlp, orders: [2, 3], hidden: [6] }`,
};

const matching = '{ use: matching, order: 1 }';
const twoTimes = 'times: { use: two-times, equal: 0 }';
const consistency = (options: string) => `${matching}, { use: self-consistency, share: 0.5, ${options} }`;

const losses: Readonly<Record<string, string>> = {
  'matching, conditional': `${matching}, { use: matching, order: 2 }`,
  'matching, conditional-closed': `${matching}, { use: matching, order: 2, target: conditional-closed }`,
  'matching, material': `${matching}, { use: matching, order: 2, target: material }`,
  'flow-map': consistency('rule: flow-map'),
  'flow-map, without the velocity': consistency('rule: flow-map, gradientsToVelocity: false'),
  'flow-map, by the average': consistency('rule: flow-map, teacher: average'),
  shortcut: consistency('rule: shortcut'),
  'shortcut, by the average': consistency('rule: shortcut, teacher: average'),
  paper: consistency('rule: paper'),
  'paper, by the average': consistency('rule: paper, teacher: average'),
  lagrangian: consistency(`rule: lagrangian, ${twoTimes}`),
  'lagrangian, by the average': consistency(`rule: lagrangian, teacher: average, ${twoTimes}`),
  'lagrangian, step held': consistency(`rule: lagrangian, held: step, ${twoTimes}`),
  'lagrangian, none held': consistency(`rule: lagrangian, held: none, ${twoTimes}`),
  eulerian: consistency(`rule: eulerian, ${twoTimes}`),
  'eulerian, by the average': consistency(`rule: eulerian, teacher: average, ${twoTimes}`),
  'base-step': `${matching}, { use: base-step, share: 0.5 }`,
  'base-step, by the average': `${matching}, { use: base-step, share: 0.5, teacher: average }`,
  'mean-flow': `{ use: mean-flow, ${twoTimes} }, { use: matching, order: 2 }`,
  'mean-flow, by the flow': `${matching}, { use: mean-flow, share: 0.5, velocity: flow, ${twoTimes} }`,
  'mean-flow, unweighted': `{ use: mean-flow, power: 0, ${twoTimes} }`,
};

const meanFlow2 = (options: string) =>
  `${matching}, { use: mean-flow, order: 2, share: 0.5, ${options}, ${twoTimes} }`;

/** Losses for which u_1 must not see the step. */
const withoutStep: Readonly<Record<string, string>> = {
  'mean-flow of order 2': meanFlow2('velocity: flow'),
  'mean-flow of order 2, by pairs': meanFlow2('velocity: conditional, power: 0'),
};

/** All options of losses that stop a gradient. `held` is the rule lagrangian's alone, which refuses `teacher: average` unless the velocity is held. */
const cases = [
  ...Object.keys(losses).map((loss) => ({ loss, head: 'mlp' })),
  ...Object.keys(withoutStep).map((loss) => ({ loss, head: 'mlp above one without d' })),
  ...Object.keys(heads)
    .filter((head) => head !== 'mlp' && head !== 'mlp above one without d')
    .flatMap((head) => ['lagrangian', 'eulerian'].map((loss) => ({ loss, head }))),
];

describe('truth A: what is stopped does not move, what is not does', () => {
  test.each(cases)('$loss with $head', async ({ loss, head }) => {
    const models = await openModels(
      configuration({
        losses: required(losses[loss] ?? withoutStep[loss], loss),
        heads: required(heads[head], head),
      }),
    );
    for (const of of [0, 1]) {
      const { along, quotient } = slopes(models, directionIn(models.model, of, anywhere));
      expect(Math.abs(along - quotient), `${along}, not ${quotient}, of head ${of}`).toBeLessThan(
        0.01 * Math.abs(quotient) + 2e-3,
      );
    }
  });
});

/** What was measured first: problems/four-modes, methods/homo-2 and paths/cubic with that rule. */
const fourModes = (gradientsToLower: boolean): string => `
name: four-modes
data:
  source: { use: gaussian-ring, modes: 4, radius: 5, variance: 0.3 }
  target: { use: gaussian-ring, modes: 4, radius: 14, variance: 0.3, rotation: 45 }
interpolant: { use: cubic }
heads:
  - { use: mlp, order: 1, sees: [x, t] }
  - { use: mlp, order: 2, sees: [x, t, d, lower], gradientsToLower: ${gradientsToLower} }
losses:
  - { use: matching, order: 1 }
  - { use: matching, order: 2 }
  - { use: self-consistency, rule: lagrangian, share: 0.25, ${twoTimes} }
integrator: { use: taylor }
engine: { use: eager, backend: cpu }
training: { steps: 1 }
`;

test('truth A: on four modes the norm of the gradient is another where gradients go to lower outputs', async () => {
  const stopped = await openModels(fourModes(false));
  const model = createModel(await experimentOf(fourModes(true)));
  const [held, moving] = [stopped.model, model].map((each) => openStart(each).gradient);
  const norms = [held, moving].map((gradient) => Math.hypot(...required(gradient, 'two gradients')));
  expect(Math.abs(Number(norms[1]) / Number(norms[0]) - 1), norms.join(' and ')).toBeGreaterThan(0.02);

  // In the parameters of u_1, where the two are furthest apart. Where nothing is stopped, the model is its own reference.
  const direction = directionIn(model, 0, (at) => Number(moving?.[at]) - Number(held?.[at]));
  const found = [stopped, { model, reference: model }].map((each) => slopes(each, direction));
  const apart = Number(found[1]?.quotient) - Number(found[0]?.quotient);
  expect(apart).toBeGreaterThan(0.1);
  for (const { along, quotient } of found) expect(Math.abs(along - quotient)).toBeLessThan(0.05 * apart);
});
