import { type EngineDescription, randomStream, tf } from '@highorder/core';
import { UnsupportedOperation } from '@highorder/engine';
import type { Experiment } from '@highorder/runtime';
import { createModel, type Model } from '../model.ts';
import { createSampler } from '../sampler.ts';
import { createTrainer, type Trainer } from '../trainer.ts';
import { disposeState, samplingParameters, type TrainingState } from '../training-state.ts';
import { countModel, type ModelCost } from './count-model.ts';

/** What training and sampling cost on this machine. */
export interface Profile {
  readonly engine: EngineDescription;
  readonly stepsPerSecond: number;
  /** By number of steps of the sampler. */
  readonly samplesPerSecond: readonly { readonly steps: number; readonly samplesPerSecond: number }[];
  readonly memory: { readonly residentMiB: number; readonly tensorsMiB: number };
  /** FLOPs and bytes, or why they are not counted. */
  readonly cost: ModelCost | { readonly reason: string };
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
  disposeState(state);
  return {
    engine: description,
    stepsPerSecond: steps / (state.seconds - warm.seconds),
    samplesPerSecond,
    memory,
    cost: costOf(model),
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

function costOf(model: Model): Profile['cost'] {
  try {
    return countModel(model);
  } catch (error) {
    if (error instanceof UnsupportedOperation) return { reason: error.message };
    throw error;
  }
}

function mebibytes(bytes: number): number {
  return bytes / 2 ** 20;
}
