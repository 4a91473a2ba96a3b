import type { CompiledFunction, Engine, EngineArrays, StepRecord } from '@highorder/core';
import { openBatches } from './batch.ts';
import { type BatchSupply, localSupply } from './batch-supply.ts';
import { giveTurn } from './give-turn.ts';
import { explainFailure } from './loss-failure.ts';
import type { Model } from './model.ts';
import { initialState, type TrainingState } from './training-state.ts';
import { reportName, stateVectorNames } from './step-names.ts';
import { stepScalars } from './step-scalars.ts';
import { trainingStep } from './training-step.ts';

/** What one update gives besides the new state. */
export interface StepResult {
  readonly state: TrainingState;
  readonly record: StepRecord;
}

/** Trains a model step by step. It holds no state of training: that goes in and comes out. */
export interface Trainer {
  /** The state before the first update. */
  begin(): TrainingState;
  /**
   * One update. Frees the arrays of the state that went in. Throws `LossFailure`, naming the term and the row, where
   * a loss is not finite; the state that went in then stays whole.
   */
  advance(state: TrainingState, checkpoint: string | undefined): Promise<StepResult>;
  /** The inputs of the next update of a state, for a diagnosis. The caller disposes of them with `release`. */
  inputs(state: TrainingState): StepInputs;
}

/** The arrays of one update. */
export interface StepInputs {
  readonly arrays: EngineArrays;
  /** Frees what belongs to the step; the state stays. */
  release(): void;
}

/** A trainer of this model on this engine, with batches from `supply`. */
export function createTrainer(
  model: Model,
  engine: Engine,
  supply: BatchSupply = localSupply(model),
): Trainer {
  const update = engine.compile(trainingStep(model));
  const inputs = (state: TrainingState) => stepInputs(model, engine, supply, state);
  return {
    begin: () => initialState(model, engine),
    inputs,
    advance: (state, checkpoint) => advance({ model, engine, update, inputs }, state, checkpoint),
  };
}

interface TrainerParts {
  readonly model: Model;
  readonly engine: Engine;
  readonly update: CompiledFunction;
  readonly inputs: (state: TrainingState) => StepInputs;
}

async function advance(
  { model, engine, update, inputs }: TrainerParts,
  state: TrainingState,
  checkpoint: string | undefined,
): Promise<StepResult> {
  const started = performance.now();
  const given = inputs(state);
  const { [reportName]: report, ...next } = await update(given.arrays);
  const numbers = report?.read() ?? new Float32Array();
  report?.dispose();
  if (!numbers.every(Number.isFinite)) {
    const batch = openBatches(model)(state.step);
    throw await explainFailure({ model, engine, batch, inputs: given.arrays, checkpoint });
  }
  given.release();
  for (const name of stateVectorNames(model)) state.arrays[name]?.dispose();
  await giveTurn();
  const seconds = state.seconds + (performance.now() - started) / 1000;
  const record = stepRecord(model, { step: state.step, seconds, numbers });
  return { state: { step: state.step + 1, seconds, arrays: next }, record };
}

function stepInputs(model: Model, engine: Engine, supply: BatchSupply, state: TrainingState): StepInputs {
  const scalars = Object.entries(stepScalars(model, state.step));
  const own = Object.fromEntries([
    ...scalars.map(([name, value]) => [name, engine.upload(Float32Array.of(value), [])] as const),
    ...supply
      .arrays(state.step)
      .map(({ name, values, shape }) => [name, engine.upload(values, shape)] as const),
  ]);
  return {
    arrays: { ...state.arrays, ...own },
    release() {
      for (const array of Object.values(own)) array.dispose();
    },
  };
}

/** The report of a step (raw means, total, norm of the gradient) as a record. `step` counts the updates before it. */
function stepRecord(
  { experiment }: Model,
  {
    step,
    seconds,
    numbers,
  }: { readonly step: number; readonly seconds: number; readonly numbers: Float32Array },
): StepRecord {
  const { losses, training, optimizer } = experiment;
  const terms = losses.map(({ name, weight }, index) => {
    const raw = Number(numbers[index]);
    return [name, { raw, weighted: raw * weight }] as const;
  });
  return {
    step: step + 1,
    steps: training.steps,
    seconds,
    loss: Number(numbers[losses.length]),
    terms: Object.fromEntries(terms),
    gradientNorm: Number(numbers[losses.length + 1]),
    learningRate: optimizer.learningRate.at(step, training.steps),
  };
}
