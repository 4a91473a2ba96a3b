import type { DrawScheme, Metric } from '@highorder/core';
import type { Named } from '@highorder/runtime';
import type { EvaluationRequest } from './evaluation.ts';
import { giveTurn } from './give-turn.ts';

/** Counts the parts of an evaluation. */
export interface Progress {
  /** Says what comes next, and lets signals and timers have their turn. Throws the reason of the request's signal. */
  next(doing: string): Promise<void>;
}

/** Parts: the samples of each scheme and number of steps, and each metric on each draw of the floor and on each set of samples. */
export function openProgress(
  { model, signal, onProgress }: EvaluationRequest,
  schemes: readonly DrawScheme[],
  metrics: readonly Named<Metric>[],
): Progress {
  const { steps, draws } = model.experiment.evaluation;
  const setsOf = ({ component }: Named<Metric>) => (component.ask === undefined ? steps.length : 1);
  const total = metrics.reduce((sum, metric) => sum + draws + setsOf(metric), schemes.length * steps.length);
  let done = 0;
  return {
    async next(doing) {
      onProgress?.({ doing, done: done++, total });
      await giveTurn(signal);
    },
  };
}
