import { basename } from 'node:path';
import type { Callback } from '@highorder/core';
import { type Experiment, valueOrigins } from '@highorder/runtime';
import { loadCheckpoint, savedSteps } from './checkpoint.ts';
import type { Evaluation } from './evaluation.ts';
import { writeFileSafely, writeJsonSafely } from './files/write-file.ts';
import { type Manifest, newManifest } from './manifest.ts';
import { createModel, type Model } from './model.ts';
import { evaluateRun } from './evaluate-run.ts';
import {
  createRunFolder,
  openRunFolder,
  readManifest,
  type RunFolder,
  truncateSteps,
  writeManifest,
} from './run-folder.ts';
import { runTraining, type TrainingLoop } from './run-training.ts';
import { createTrainer, type Trainer } from './trainer.ts';
import { disposeState, samplingParameters, type TrainingState } from './training-state.ts';

/** What a run needs besides its experiment. */
export interface RunOptions {
  /** The folder that holds all runs. */
  readonly runs: string;
  /** The command line, for the manifest. */
  readonly command: string;
  /** The version of HighOrder, for the manifest. */
  readonly version: string;
  /** Interrupts the run after the step in progress; what is done is saved. */
  readonly signal?: AbortSignal | undefined;
  /** Watches the run, beside the experiment's own callbacks. */
  readonly callbacks?: readonly Callback[] | undefined;
  /** Called once the run's folder exists. */
  readonly onStart?: ((run: StartedRun) => void) | undefined;
}

/** A run that begins or goes on. */
export interface StartedRun {
  readonly folder: RunFolder;
  readonly manifest: Manifest;
}

/** How a run ended. */
export interface RunResult {
  readonly folder: RunFolder;
  readonly manifest: Manifest;
  /** Absent where the run was interrupted. */
  readonly evaluation: Evaluation | undefined;
}

/** Trains an experiment in a new folder, evaluates it and writes all files of the run but the report. */
export async function trainRun(experiment: Experiment, options: RunOptions): Promise<RunResult> {
  const engine = await experiment.engine.open();
  const model = createModel(experiment);
  const trainer = createTrainer(model, experiment.engine);
  const folder = createRunFolder(options.runs, experiment.name, experiment.seed);
  writeConfiguration(folder, experiment);
  const manifest = newManifest(model, { id: basename(folder.path), engine, ...options });
  return live({ model, trainer, folder, manifest, options, state: trainer.begin() });
}

/**
 * Goes on with a run from its last checkpoint, to the same bits as if it had never stopped. `experiment` is the one
 * in the run's own config.yaml. A run without a checkpoint begins anew; one that is done is evaluated again.
 */
export async function resumeRun(
  path: string,
  experiment: Experiment,
  options: RunOptions,
): Promise<RunResult> {
  const folder = openRunFolder(path);
  const engine = await experiment.engine.open();
  const model = createModel(experiment);
  const trainer = createTrainer(model, experiment.engine);
  const last = savedSteps(folder.checkpoints).at(-1);
  const state =
    last === undefined ? trainer.begin() : loadCheckpoint(folder.checkpoints, last, model, experiment.engine);
  truncateSteps(folder, state.step);
  const manifest = { ...readManifest(folder), engine };
  return live({ model, trainer, folder, manifest, options, state });
}

interface LivingRun {
  readonly model: Model;
  readonly trainer: Trainer;
  readonly folder: RunFolder;
  readonly manifest: Manifest;
  readonly options: RunOptions;
  readonly state: TrainingState;
}

async function live({
  model,
  trainer,
  folder,
  manifest: first,
  options,
  state: from,
}: LivingRun): Promise<RunResult> {
  let manifest: Manifest = { ...first, status: 'running' };
  const record = (change: Partial<Manifest>) => {
    manifest = { ...manifest, ...change };
    writeManifest(folder, manifest);
  };
  record({});
  options.onStart?.({ folder, manifest });
  try {
    const callbacks = [...model.experiment.callbacks, ...(options.callbacks ?? [])];
    const training = { model, trainer, folder, callbacks, signal: options.signal };
    const { state, warnings } = await runTraining(training, from);
    record({ ...progress(state), warnings: [...manifest.warnings, ...warnings] });
    const evaluation = await evaluateIfTrained(training, state);
    disposeState(state);
    record({ status: evaluation === undefined ? 'interrupted' : 'done' });
    return { folder, manifest, evaluation };
  } catch (error) {
    record({ status: 'failed' });
    throw error;
  }
}

/** The evaluation of a finished training, or undefined where training or evaluation was interrupted. */
async function evaluateIfTrained(
  { model, folder, callbacks, signal }: TrainingLoop,
  state: TrainingState,
): Promise<Evaluation | undefined> {
  if (state.step < model.experiment.training.steps) return undefined;
  try {
    return await evaluateRun(model, folder, samplingParameters(state), { callbacks, signal });
  } catch (error) {
    if (signal?.aborted && error === signal.reason) return undefined;
    throw error;
  }
}

function progress({
  step,
  seconds,
}: TrainingState): Pick<Manifest, 'stepsDone' | 'seconds' | 'stepsPerSecond'> {
  return { stepsDone: step, seconds, stepsPerSecond: seconds === 0 ? 0 : step / seconds };
}

function writeConfiguration(folder: RunFolder, { resolved }: Experiment): void {
  writeFileSafely(folder.config, resolved.yaml());
  writeJsonSafely(folder.sources, valueOrigins(resolved));
}
