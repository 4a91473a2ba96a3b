import type { Callback, StepRecord, WatchedRun } from '@highorder/core';
import { findWarnings } from '@highorder/runtime';
import { saveCheckpoint } from './checkpoint.ts';
import { NotFinite } from './finite-state.ts';
import { LossFailure } from './loss-failure.ts';
import { createDiagnosis, type Diagnosis } from './diagnosis.ts';
import type { Model } from './model.ts';
import { appendStep, type RunFolder } from './run-folder.ts';
import { stateNames } from './step-names.ts';
import type { Trainer } from './trainer.ts';
import { disposeState, type TrainingState } from './training-state.ts';
import { join } from 'node:path';

/** Steps at which terms are looked at, and at which networks must have moved. */
const TERM_CHECKS: readonly number[] = [0, 100];
const NETWORK_CHECK = 100;

/** What the loop of training works with. */
export interface TrainingLoop {
  readonly model: Model;
  readonly trainer: Trainer;
  readonly folder: RunFolder;
  readonly callbacks: readonly Callback[];
  readonly signal: AbortSignal | undefined;
}

/** Where the loop ended. */
export interface TrainingEnd {
  readonly state: TrainingState;
  readonly warnings: readonly string[];
}

/**
 * Trains from a state to the last step, or until the signal, with a line of metrics and a checkpoint every so often,
 * and a checkpoint at the end. The numbers do not depend on where it began.
 */
export async function runTraining(loop: TrainingLoop, from: TrainingState): Promise<TrainingEnd> {
  const { model, trainer, folder, signal } = loop;
  const { steps, log, checkpoint: every } = model.experiment.training;
  const watch = createWatch(loop);
  start(loop, from);
  let state = from;
  // A newer one than the state comes from was found to be damaged.
  let checkpoint = from.step === 0 ? undefined : join(folder.checkpoints, String(from.step));
  try {
    watch.begin(state);
    while (state.step < steps && !signal?.aborted) {
      await watch.look(state);
      const result = await trainer.advance(state, checkpoint);
      state = result.state;
      logStep(loop, result.record, log);
      if (state.step % every === 0 || state.step === steps) checkpoint = save(loop, state, checkpoint);
    }
    await watch.finish(state);
    if (signal?.aborted && state.step < steps) save(loop, state, checkpoint);
    return { state, warnings: watch.warnings() };
  } catch (error) {
    disposeState(state);
    throw error;
  }
}

function start({ model, folder, callbacks }: TrainingLoop, { step }: TrainingState): void {
  const { name, seed, training } = model.experiment;
  const run: WatchedRun = {
    watches: 'training',
    name,
    seed,
    folder: folder.path,
    step,
    steps: training.steps,
  };
  for (const callback of callbacks) callback.onStart?.(run);
}

/** A line of metrics at the steps that are logged; each callback has steps of its own. */
function logStep({ folder, callbacks }: TrainingLoop, record: StepRecord, every: number): void {
  const logged = record.step === 1 || record.step % every === 0 || record.step === record.steps;
  if (logged) appendStep(folder, record);
  for (const callback of callbacks) {
    if (callback.every === undefined ? logged : record.step % callback.every === 0) callback.onStep?.(record);
  }
}

/** Saves a state and gives the place. `last` is the checkpoint before it. */
function save({ folder, callbacks }: TrainingLoop, state: TrainingState, last: string | undefined): string {
  const place = saveFinite(folder.checkpoints, state, last);
  for (const callback of callbacks) callback.onCheckpoint?.({ step: state.step, folder: place });
  return place;
}

/** The loss of the last update says nothing of what it has made, so that the state itself is looked at. */
function saveFinite(checkpoints: string, state: TrainingState, last: string | undefined): string {
  try {
    return saveCheckpoint(checkpoints, state);
  } catch (error) {
    if (!(error instanceof NotFinite)) throw error;
    const message = `the update left the training state broken: ${error.parts.message}`;
    const resume = last === undefined ? '' : ` The last good checkpoint is ${last}.`;
    throw new LossFailure(
      state.step,
      message,
      `Lower the learning rate, or clip the gradient (training.clip=1).${resume}`,
    );
  }
}

interface Watch {
  /** Tells what can be known before training, where it begins. */
  begin(state: TrainingState): void;
  /** Looks at the terms, at some steps. */
  look(state: TrainingState): Promise<void>;
  /** Looks at the networks, once training is over. */
  finish(state: TrainingState): Promise<void>;
  warnings(): readonly string[];
}

/** Warns of each term and network that takes no part in training, once. */
function createWatch({ model, trainer, callbacks }: TrainingLoop): Watch {
  const known = new Set<string>();
  const { engine } = model.experiment;
  let diagnosis: Diagnosis | undefined;
  const diagnose = () => (diagnosis ??= createDiagnosis(model, engine));
  const warn = (
    step: number,
    { subject, message }: { readonly subject: string; readonly message: string },
  ) => {
    if (known.has(subject)) return;
    known.add(subject);
    messages.push(message);
    for (const callback of callbacks) callback.onWarning?.({ step, message });
  };
  const messages: string[] = [];
  return {
    begin(state) {
      if (state.step > 0) return;
      for (const { path, message, fix } of findWarnings(model.experiment))
        warn(state.step, { subject: path, message: [`${path}: ${message}`, fix].join(' ').trim() });
    },
    async look(state) {
      if (!TERM_CHECKS.includes(state.step)) return;
      const inputs = trainer.inputs(state);
      for (const finding of await diagnose().terms(inputs.arrays)) warn(state.step, finding);
      inputs.release();
    },
    async finish(state) {
      if (state.step < NETWORK_CHECK) return;
      const parameters = state.arrays[stateNames.parameters]?.read() ?? new Float32Array();
      for (const finding of diagnose().networks(parameters)) warn(state.step, finding);
    },
    warnings: () => messages,
  };
}
