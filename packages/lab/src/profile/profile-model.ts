import { type Engine, type EngineDescription, randomStream, tf } from '@highorder/core';
import type { Experiment } from '@highorder/runtime';
import { createModel, type Model } from '../model.ts';
import { createSampler } from '../sampler.ts';
import { createTrainer, type Trainer } from '../trainer.ts';
import { disposeState, samplingParameters, type TrainingState } from '../training-state.ts';
import { matrixProductOperations } from './matrix-products.ts';

/** What training and sampling cost on this machine. */
export interface Profile {
  readonly engine: EngineDescription;
  readonly stepsPerSecond: number;
  /** By number of steps of the sampler. */
  readonly samplesPerSecond: readonly { readonly steps: number; readonly samplesPerSecond: number }[];
  readonly memory: { readonly residentMiB: number; readonly tensorsMiB: number };
  /** Floating-point operations of matrix products, or why they are not counted. */
  readonly operations: CountedOperations | { readonly reason: string };
}

export interface CountedOperations {
  readonly trainingStep: number;
  /** One step of the sampler for one point. */
  readonly samplerStep: number;
}

const WARM_UP = 5;
const SAMPLES = 1000;

/** Times `steps` updates after a few unmeasured ones, then the sampler at 1 and 16 steps, and counts operations. */
export async function profileModel(model: Model, steps: number): Promise<Profile> {
  const { engine } = model.experiment;
  const description = await engine.open();
  const trainer = createTrainer(model, engine);
  const warm = await advance(trainer, trainer.begin(), WARM_UP);
  const state = await advance(trainer, warm, steps);
  const samplesPerSecond = [await timeSampler(model, state, 1), await timeSampler(model, state, 16)];
  const memory = {
    residentMiB: mebibytes(process.memoryUsage.rss()),
    tensorsMiB: mebibytes(tf.memory().numBytes),
  };
  const operations = await countOperations({ model, trainer, engine: description }, state);
  return {
    engine: description,
    stepsPerSecond: steps / (state.seconds - warm.seconds),
    samplesPerSecond,
    memory,
    operations,
  };
}

/** Seconds of one update of an experiment, without those of the first few. */
export async function timeStep(experiment: Experiment, steps: number): Promise<number> {
  await experiment.engine.open();
  const trainer = createTrainer(createModel(experiment), experiment.engine);
  const warm = await advance(trainer, trainer.begin(), WARM_UP);
  const state = await advance(trainer, warm, steps);
  disposeState(state);
  return (state.seconds - warm.seconds) / steps;
}

async function advance(trainer: Trainer, from: TrainingState, steps: number): Promise<TrainingState> {
  let state = from;
  for (let step = 0; step < steps; step++) ({ state } = await trainer.advance(state, undefined));
  return state;
}

async function timeSampler(model: Model, state: TrainingState, steps: number) {
  const { engine, source } = model.experiment;
  const sampler = createSampler(model, engine);
  const sources = source.sample(SAMPLES, randomStream({ seed: 0, purpose: 'profile/source' }));
  const draw = () => sampler({ parameters: samplingParameters(state), sources, steps });
  await draw();
  const started = performance.now();
  await draw();
  return { steps, samplesPerSecond: (1000 * SAMPLES) / (performance.now() - started) };
}

interface Counted {
  readonly model: Model;
  readonly trainer: Trainer;
  readonly engine: EngineDescription;
}

async function countOperations(
  { model, trainer, engine }: Counted,
  state: TrainingState,
): Promise<Profile['operations']> {
  if (engine.engine !== 'eager') {
    disposeState(state);
    return { reason: 'Operations are counted on the eager engine only: add engine.use=eager.' };
  }
  const samplerStep = await matrixProductOperations(() => oneSample(model, model.experiment.engine, state));
  const trainingStep = await matrixProductOperations(async () =>
    disposeState(await advance(trainer, state, 1)),
  );
  return { trainingStep, samplerStep };
}

async function oneSample(model: Model, engine: Engine, state: TrainingState): Promise<void> {
  const sources = model.experiment.source.sample(1, randomStream({ seed: 0, purpose: 'profile/source' }));
  await createSampler(model, engine)({ parameters: samplingParameters(state), sources, steps: 1 });
}

function mebibytes(bytes: number): number {
  return bytes / 2 ** 20;
}
