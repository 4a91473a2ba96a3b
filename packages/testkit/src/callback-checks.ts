import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Callback, guardedCallback, type StepRecord, type WatchedRun } from '@highorder/core';

/** Makes the callback anew: it may keep what it was told. */
export type MakeCallback = () => Callback;

/** It watches a whole training, its warnings, checkpoints and evaluation, and gives nothing back. */
export function checkTraining(make: MakeCallback): void {
  inFolder((folder) => watch(make(), { folder, from: 0 }));
}

/** It watches a run that leaves no folder. */
export function checkNoFolder(make: MakeCallback): void {
  watch(make(), { from: 0 });
}

/** It watches a training that was interrupted and goes on. */
export function checkResumed(make: MakeCallback): void {
  inFolder((folder) => watch(make(), { folder, from: 60 }));
}

/** It watches an evaluation alone, without any step. */
export function checkEvaluationAlone(make: MakeCallback): void {
  inFolder((folder) => {
    const callback = guarded(make());
    callback.onStart?.(runOf('evaluation', { folder, from: STEPS }));
    evaluate(callback);
  });
}

/** How much of a training is watched. */
interface Watching {
  readonly folder?: string;
  readonly from: number;
}

const STEPS = 120;
const LOG = 30;

function watch(given: Callback, watching: Watching): void {
  const callback = guarded(given);
  const { every } = callback;
  callback.onStart?.(runOf('training', watching));
  callback.onWarning?.(frozen({ step: watching.from, message: 'An example.' }));
  for (let step = watching.from + 1; step <= STEPS; step++) {
    const logged = step === 1 || step % LOG === 0;
    if (every === undefined ? logged : step % every === 0) callback.onStep?.(recordOf(step));
  }
  if (watching.folder !== undefined) {
    const folder = join(watching.folder, 'checkpoints', String(STEPS));
    callback.onCheckpoint?.(frozen({ step: STEPS, folder }));
  }
  evaluate(callback);
}

function evaluate(callback: Callback): void {
  callback.onMeasuring?.(frozen({ doing: 'w2 at 1 step', done: 0, total: 1 }));
  const row = {
    metric: 'w2',
    steps: 1,
    evaluations: 1,
    value: 0.5,
    floor: 0.1,
    floorDeviation: 0.01,
    samples: 100,
  };
  callback.onEvaluation?.(frozen([frozen(row)]));
}

const guarded = (callback: Callback): Callback =>
  guardedCallback(callback, { where: 'callbacks.0', name: 'examined' });

function runOf(watches: WatchedRun['watches'], { folder, from }: Watching): WatchedRun {
  return frozen({ watches, name: 'example', seed: 3, folder, step: from, steps: STEPS });
}

function recordOf(step: number): StepRecord {
  const terms = frozen({ 'matching-1': frozen({ raw: 2 / step, weighted: 1 / step }) });
  return frozen({
    step,
    steps: STEPS,
    seconds: step / 10,
    loss: 1 / step,
    terms,
    gradientNorm: 1,
    learningRate: 0.001,
  });
}

/** Other callbacks are told the same: who changes it throws. */
const frozen = <Told extends object>(told: Told): Told => Object.freeze(told);

function inFolder(use: (folder: string) => void): void {
  const folder = mkdtempSync(join(tmpdir(), 'highorder-callback-'));
  try {
    use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
