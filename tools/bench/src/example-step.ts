import {
  createFlow,
  type Engine,
  type EngineArrays,
  identityClock,
  type OrderHead,
  type Parameters,
  randomStream,
  required,
  sizeOf,
  type Tensor,
  type TensorRecord,
  tf,
} from '@highorder/core';
import {
  initialParameters,
  joinTensors,
  type ParameterLayout,
  parameterLayout,
  splitParameters,
  valueAndGradient,
} from '@highorder/engine';
import headPlugins from '@highorder/head-mlp';
import optimizerPlugins from '@highorder/optimizer-basic';
import { pluginNamed } from './plugin-named.ts';

/** The size of the example. */
export interface ExampleSize {
  readonly rows: number;
  readonly hidden: readonly number[];
}

/** A step of training as an engine takes it: networks of orders 1 and 2 in the plane, losses M1 and M2, Adam. */
export interface ExampleStep {
  compute(inputs: TensorRecord): TensorRecord;
  /** Uploads a first state and a batch of random numbers. */
  inputs(engine: Engine): EngineArrays;
}

/** What a step passes on to the next. */
export const stateNames = ['parameters', 'firstMoment', 'secondMoment'] as const;

const DIMENSION = 2;
const ACCELERATION_WEIGHT = 1e-3;
const LEARNING_RATE = 3e-3;

// Only its update is used; the schedule of the learning rate is left out.
const adam = pluginNamed(optimizerPlugins, 'optimizer', 'adam').make();

/** The example of a size. */
export function exampleStep({ rows, hidden }: ExampleSize): ExampleStep {
  const mlp = pluginNamed(headPlugins, 'head', 'mlp');
  const heads = [1, 2].map((order) => mlp.make({ order, hidden }));
  const layout = parameterLayout(heads, DIMENSION);
  return {
    compute: (inputs) => step(heads, layout, inputs),
    inputs(engine) {
      const zeros = () => engine.upload(new Float32Array(layout.size), [layout.size]);
      return {
        parameters: engine.upload(initialParameters(layout, 0), [layout.size]),
        firstMoment: zeros(),
        secondMoment: zeros(),
        ...randomArrays(engine, {
          x: [rows, DIMENSION],
          t: [rows, 1],
          d: [rows, 1],
          velocity: [rows, DIMENSION],
          acceleration: [rows, DIMENSION],
        }),
      };
    },
  };
}

function step(heads: readonly OrderHead[], layout: ParameterLayout, inputs: TensorRecord): TensorRecord {
  const parameters = pick<tf.Tensor1D>(inputs, 'parameters');
  const split = splitParameters(parameters, layout);
  const { gradient } = valueAndGradient(
    split.flatMap((each) => Object.values(each)),
    () => ({ loss: matchingLoss(heads, split, inputs) }),
  );
  const { parameters: updated, state } = adam.update({
    parameters,
    gradient: joinTensors(gradient),
    state: {
      firstMoment: pick<tf.Tensor1D>(inputs, 'firstMoment'),
      secondMoment: pick<tf.Tensor1D>(inputs, 'secondMoment'),
    },
    learningRate: tf.scalar(LEARNING_RATE),
    step: tf.scalar(1000),
  });
  return { parameters: updated, ...state };
}

/** M1 plus a little of M2. */
function matchingLoss(
  heads: readonly OrderHead[],
  parameters: readonly Parameters[],
  inputs: TensorRecord,
): tf.Scalar {
  const flow = createFlow({
    dimension: DIMENSION,
    heads: heads.map((head, index) => ({ head, parameters: parameters[index] ?? {} })),
    view: { clock: identityClock, view: (x) => x },
  });
  const predicted = flow.at({
    x: pick<tf.Tensor2D>(inputs, 'x'),
    t: pick<tf.Tensor2D>(inputs, 't'),
    d: pick<tf.Tensor2D>(inputs, 'd'),
  });
  const error = (order: number, target: string) =>
    tf.mean(tf.squaredDifference(predicted.order(order), pick(inputs, target)));
  return tf.add(error(1, 'velocity'), tf.mul(error(2, 'acceleration'), ACCELERATION_WEIGHT));
}

/** The input of that name. Its rank is what was uploaded. */
function pick<Ranked extends Tensor>(inputs: TensorRecord, name: string): Ranked {
  return required(inputs[name], `The step was not given "${name}".`) as Ranked;
}

function randomArrays(engine: Engine, shapes: Readonly<Record<string, readonly number[]>>): EngineArrays {
  const random = randomStream({ seed: 0, purpose: 'example batch' });
  return Object.fromEntries(
    Object.entries(shapes).map(([name, shape]) => {
      const values = Float32Array.from({ length: sizeOf(shape) }, () => random.uniform());
      return [name, engine.upload(values, shape)];
    }),
  );
}
