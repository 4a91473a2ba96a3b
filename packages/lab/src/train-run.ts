import { basename } from 'node:path';
import type { Callback } from '@highorder/core';
import { type Experiment, valueOrigins } from '@highorder/runtime';
import { drawAhead, type StartWorker } from './ahead/draw-ahead.ts';
import { type BatchSupply, localSupply } from './batch-supply.ts';
import { newestCheckpoint, uploadState } from './checkpoint.ts';
import { dataFiles, refuseOtherData } from './data-files.ts';
import type { Evaluation } from './evaluation.ts';
import { makeFolder, sha256, writeWhole } from '@highorder/files';
import { type Manifest, newManifest } from './manifest.ts';
import { createModel, type Model } from './model.ts';
import { evaluateRun } from './evaluate-run.ts';
import {
  createRunFolder,
  openRunFolder,
  readManifest,
  type RunFolder,
  runFolder,
  sumSteps,
  tellChanges,
  truncateSteps,
  writeManifest,
} from './run-folder.ts';
import { notedWarnings, owned } from './own-run.ts';
import { runTraining, type TrainingLoop } from './run-training.ts';
import { type OpenedEngine, openEngine } from './opened-engine.ts';
import { createTrainer } from './trainer.ts';
import { disposeState, initialState, samplingParameters, type TrainingState } from './training-state.ts';

/** What a run needs besides its experiment. */
export interface RunOptions {
  /** The folder that holds all runs. */
  readonly runs: string;
  /** The run's own folder, in place of a new one under `runs`. It may exist, but hold no run. */
  readonly folder?: string | undefined;
  /** Whether the caller holds the lock of the run's folder, as the process of a job does. */
  readonly locked?: boolean | undefined;
  /** What evaluation leaves beside its numbers: samples and trajectories for figures, by default, or nothing. */
  readonly keep?: 'samples' | 'numbers' | undefined;
  /** The command line, for the manifest. */
  readonly command: string;
  /** The version of HighOrder, for the manifest. */
  readonly version: string;
  /** Interrupts the run after the step in progress; what is done is saved. */
  readonly signal?: AbortSignal | undefined;
  /** Watches the run, beside the experiment's own callbacks. */
  readonly callbacks?: readonly Callback[] | undefined;
  /** Starts the worker thread that draws batches ahead; without it they are drawn in this thread. */
  readonly startWorker?: StartWorker | undefined;
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
  const engine = await openEngine(experiment.engine);
  const model = createModel(experiment);
  const folder =
    options.folder === undefined
      ? createRunFolder(options.runs, experiment.name, experiment.seed)
      : runFolder(options.folder);
  makeFolder(folder.path, { durable: true });
  const warnings = notedWarnings([...experiment.callbacks, ...(options.callbacks ?? [])]);
  return owned(folder, options, warnings, () => {
    const files = writeConfiguration(folder, experiment);
    const named = { id: basename(folder.path), engine: engine.description, files };
    const manifest = { ...newManifest(model, { ...options, ...named }), warnings: [...warnings.told] };
    return live({ model, engine, folder, manifest, options, state: initialState(model, experiment.engine) });
  });
}

/**
 * Goes on with a run from its newest whole checkpoint, to the same bits as if it had never stopped. `experiment` is the one
 * in the run's own config.yaml. A run without a checkpoint begins anew; one that is done is evaluated again. Throws
 * `InputError` where another process works on it, or where the experiment has read other data than the run did.
 */
export async function resumeRun(
  path: string,
  experiment: Experiment,
  options: RunOptions,
): Promise<RunResult> {
  const folder = openRunFolder(path);
  const warnings = notedWarnings([...experiment.callbacks, ...(options.callbacks ?? [])]);
  return owned(folder, options, warnings, async () => {
    const known = readManifest(folder);
    refuseOtherData(known, experiment);
    tellChanges(folder, known, warnings.tell);
    const engine = await openEngine(experiment.engine);
    const model = createModel(experiment, known.fitted);
    const stored = newestCheckpoint(folder.checkpoints, warnings.tell);
    const state =
      stored === undefined
        ? initialState(model, experiment.engine)
        : uploadState(stored, model, experiment.engine);
    truncateSteps(folder, state.step, warnings.tell);
    const manifest: Manifest = {
      ...known,
      engine: engine.description,
      stepsDone: state.step,
      warnings: [...known.warnings, ...warnings.told],
      // A run of an older version has neither.
      fitted: known.fitted ?? model.fitted,
      data: known.data ?? dataFiles(experiment),
    };
    return live({ model, engine, folder, manifest, options, state });
  });
}

interface LivingRun {
  readonly model: Model;
  readonly engine: OpenedEngine;
  readonly folder: RunFolder;
  readonly manifest: Manifest;
  readonly options: RunOptions;
  readonly state: TrainingState;
}

async function live({
  model,
  engine,
  folder,
  manifest: first,
  options,
  state: from,
}: LivingRun): Promise<RunResult> {
  let manifest: Manifest = { ...first, status: 'running' };
  const record = (change: Partial<Manifest>) => {
    manifest = { ...manifest, ...change, metrics: sumSteps(folder) };
    writeManifest(folder, manifest);
  };
  record({});
  options.onStart?.({ folder, manifest });
  // A run that dies leaves a manifest that says how far it is saved.
  const keepCount: Callback = { onCheckpoint: ({ step }) => record({ stepsDone: step }) };
  const callbacks = [keepCount, ...model.experiment.callbacks, ...(options.callbacks ?? [])];
  engine.watch(({ description, reasons }) => {
    record({ engine: description, warnings: [...manifest.warnings, ...reasons] });
    for (const message of reasons)
      for (const callback of callbacks) callback.onWarning?.({ step: from.step, message });
  });
  const supply = openSupply({ model, folder, manifest, callbacks, from: from.step }, options);
  try {
    const trainer = createTrainer(model, model.experiment.engine, supply);
    const training = { model, trainer, folder, callbacks, signal: options.signal };
    const { state, warnings } = await runTraining(training, from);
    supply.close();
    record({ ...progress(state), warnings: [...manifest.warnings, ...warnings] });
    const evaluation = await evaluateIfTrained(training, state, options.keep);
    disposeState(state);
    record({ status: evaluation === undefined ? 'interrupted' : 'done' });
    return { folder, manifest, evaluation };
  } catch (error) {
    recordFailure(record);
    throw error;
  } finally {
    supply.close();
  }
}

function recordFailure(record: (change: Partial<Manifest>) => void): void {
  try {
    record({ status: 'failed' });
  } catch {
    // On a full disk this fails too, and why the run failed matters more.
  }
}

interface SupplyRequest {
  readonly model: Model;
  readonly folder: RunFolder;
  readonly manifest: Manifest;
  readonly callbacks: readonly Callback[];
  /** The first step that is wanted. */
  readonly from: number;
}

function openSupply(
  { model, folder, manifest, callbacks, from }: SupplyRequest,
  { startWorker }: RunOptions,
): BatchSupply {
  if (startWorker === undefined || from >= model.experiment.training.steps) return localSupply(model);
  const onTrouble = (message: string) => {
    for (const callback of callbacks) callback.onWarning?.({ step: from, message });
  };
  const { data } = manifest;
  return drawAhead({ model, config: folder.config, data, from, startWorker, onTrouble });
}

/** The evaluation of a finished training, or undefined where training or evaluation was interrupted. */
async function evaluateIfTrained(
  { model, folder, callbacks, signal }: TrainingLoop,
  state: TrainingState,
  keep: RunOptions['keep'],
): Promise<Evaluation | undefined> {
  if (state.step < model.experiment.training.steps) return undefined;
  try {
    return await evaluateRun(model, folder, samplingParameters(state), { callbacks, signal, keep });
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

/** Writes what a run is made from, and gives the hashes of the files by name. */
function writeConfiguration(
  { path, config, sources }: RunFolder,
  { resolved }: Experiment,
): Readonly<Record<string, string>> {
  const texts: readonly (readonly [file: string, text: string])[] = [
    [config, resolved.yaml()],
    [sources, `${JSON.stringify(valueOrigins(resolved), null, 2)}\n`],
  ];
  for (const [file, text] of texts) writeWhole(file, text, { inside: path, durable: true });
  return Object.fromEntries(texts.map(([file, text]) => [basename(file), sha256(text)]));
}
