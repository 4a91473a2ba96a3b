import { type EngineArray, InputError, type Points, randomStream } from '@highorder/core';
import { shownPath } from '@highorder/files';
import type { Experiment } from '@highorder/runtime';
import { newestCheckpoint, uploadState } from './checkpoint.ts';
import type { OnDamage } from './damage.ts';
import { refuseOtherData } from './data-files.ts';
import { createModel, type Model } from './model.ts';
import { openRunFolder, readManifest, type RunFolder, tellChanges } from './run-folder.ts';
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

/**
 * Opens a run at its newest whole checkpoint, with the units and the preconditioning that it was trained with. `onDamage` is
 * told of what is damaged or was changed, but can be done without. Throws `InputError` where the run has no checkpoint, or
 * where the experiment has read other data than the run.
 */
export async function openTrainedRun(
  path: string,
  experiment: Experiment,
  onDamage?: OnDamage,
): Promise<TrainedRun> {
  const folder = openRunFolder(path);
  const manifest = readManifest(folder);
  refuseOtherData(manifest, experiment);
  tellChanges(folder, manifest, onDamage);
  const stored = newestCheckpoint(folder.checkpoints, onDamage);
  if (stored === undefined) {
    const shown = shownPath(path);
    throw new InputError({
      where: shown,
      message: 'This run has no checkpoint yet.',
      fix: `Train it with \`highorder train --resume ${shown}\`.`,
    });
  }
  await experiment.engine.open();
  const model = createModel(experiment, manifest.fitted);
  const state = uploadState(stored, model, experiment.engine);
  return {
    folder,
    model,
    step: stored.step,
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
