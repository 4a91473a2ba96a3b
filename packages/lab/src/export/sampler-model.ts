import { timeGrid } from '@highorder/core';
import { freeRowsModel, loopedRowsModel } from '@highorder/engine';
import type { Model } from '../model.ts';
import { namedParameters } from './parameter-values.ts';
import { samplerGraph, samplerNames, stepGraph } from './sampler-graph.ts';

/** From so many steps on, the model is one step in a loop: its size and the time to write it no longer grow. */
export const LOOPED_FROM = 65;

/** The sampler as the bytes of an ONNX model for any number of rows. `axis` names the axis of rows. */
export function samplerModel(model: Model, flat: Float32Array, steps: number, axis: string): Uint8Array {
  const constants = namedParameters(model.layout, flat);
  if (steps < LOOPED_FROM) {
    return freeRowsModel({ graphOf: (rows) => samplerGraph(model, steps, rows), constants, axis });
  }
  const times = timeGrid(model.view.clock, steps);
  const lengths = Array.from({ length: steps }, (_, step) => Number(times[step + 1]) - Number(times[step]));
  return loopedRowsModel({
    graphOf: (rows) => stepGraph(model, rows),
    turns: { t: Float32Array.from(times).subarray(0, steps), d: Float32Array.from(lengths) },
    units: model.units,
    names: { input: samplerNames.source, output: samplerNames.samples },
    ...{ constants, axis },
  });
}
