import { relative } from 'node:path';
import { type EngineArray, InputError, type Points, randomStream } from '@highorder/core';
import type { Experiment } from '@highorder/runtime';
import { loadCheckpoint, savedSteps } from './checkpoint.ts';
import { createModel, type Model } from './model.ts';
import { openRunFolder, type RunFolder } from './run-folder.ts';
import { createSampler } from './sampler.ts';
import { disposeState, samplingParameters } from './training-state.ts';

/** A run's flow as its last checkpoint has it, on the run's engine. */
export interface TrainedRun {
  readonly folder: RunFolder;
  readonly model: Model;
  /** Updates behind the checkpoint. */
  readonly step: number;
  /** What samples are made with. */
  readonly parameters: EngineArray;
  /** Frees the engine's arrays. */
  dispose(): void;
}

/** Opens a run at its last checkpoint. Throws `InputError` where it has none. */
export async function openTrainedRun(path: string, experiment: Experiment): Promise<TrainedRun> {
  const folder = openRunFolder(path);
  const last = savedSteps(folder.checkpoints).at(-1);
  if (last === undefined) {
    const shown = relative(process.cwd(), path) || path;
    throw new InputError({
      where: shown,
      message: 'This run has no checkpoint yet.',
      fix: `Train it with \`highorder train --resume ${shown}\`.`,
    });
  }
  await experiment.engine.open();
  const model = createModel(experiment);
  const state = loadCheckpoint(folder.checkpoints, last, model, experiment.engine);
  return {
    folder,
    model,
    step: last,
    parameters: samplingParameters(state),
    dispose: () => disposeState(state),
  };
}

/** What to draw from a trained flow. */
export interface Draw {
  readonly count: number;
  readonly steps: number;
  readonly seed: number;
}

/** Samples of a run's flow in the data's own units. Equal draws give equal points. */
export function drawSamples(
  { model, parameters }: TrainedRun,
  { count, steps, seed }: Draw,
): Promise<Points> {
  const { source, engine } = model.experiment;
  const sources = source.sample(count, randomStream({ seed, purpose: 'sample/source' }));
  return createSampler(model, engine)({ parameters, sources, steps });
}
