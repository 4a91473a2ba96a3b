import type { Engine, EngineArray, EngineArrays } from '@highorder/core';
import { initialParameters } from '@highorder/engine';
import type { StoredArrays } from './files/safetensors.ts';
import type { Model } from './model.ts';
import { stateNames, stateVectorNames } from './step-names.ts';

/** All that training carries from one step to the next. */
export interface TrainingState {
  /** Updates done. */
  readonly step: number;
  /** Seconds of training behind it. */
  readonly seconds: number;
  /** The state vectors, on the engine. */
  readonly arrays: EngineArrays;
}

/** The state before the first update: drawn parameters, an average equal to them, moments of zero. */
export function initialState(model: Model, engine: Engine): TrainingState {
  const { layout, experiment } = model;
  const parameters = initialParameters(layout, experiment.seed);
  const startsAtParameters: readonly string[] = [stateNames.parameters, stateNames.average];
  const arrays = stateVectorNames(model).map((name) => {
    const values = startsAtParameters.includes(name) ? parameters : new Float32Array(layout.size);
    return [name, engine.upload(values, [layout.size])] as const;
  });
  return { step: 0, seconds: 0, arrays: Object.fromEntries(arrays) };
}

/** The state vectors on the host. */
export function readState({ arrays }: TrainingState): StoredArrays {
  return Object.fromEntries(
    Object.entries(arrays).map(([name, array]) => [name, { shape: array.shape, values: array.read() }]),
  );
}

/** The parameters that samples are made with: the average where one is kept. */
export function samplingParameters({ arrays }: TrainingState): EngineArray {
  return (arrays[stateNames.average] ?? arrays[stateNames.parameters]) as EngineArray;
}

/** Frees the state vectors. */
export function disposeState({ arrays }: TrainingState): void {
  for (const array of Object.values(arrays)) array.dispose();
}
