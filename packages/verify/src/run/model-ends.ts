import { tf, toUnits, withSeenStep } from '@highorder/core';
import { createSampler, type Model, type TrainedRun } from '@highorder/lab';
import type { Setting } from '../setting.ts';

/** Where a trained flow carries the points of a setting, in units of training. */
export interface ModelEnds {
  /** In so many steps, as samples are made. */
  inSteps(steps: number): Promise<Float64Array>;
  /** In so many steps whose networks are told a step of 0: what the instantaneous derivatives lead to. */
  instantaneous(steps: number): Promise<Float64Array>;
}

/** The ends of a run's flow, on its engine. */
export function modelEnds({ model, parameters }: TrainedRun, { sources }: Setting): ModelEnds {
  const { engine } = model.experiment;
  const ends = (of: Model) => {
    const sampler = createSampler(of, engine);
    return async (steps: number) =>
      toUnits(model.units, await sampler({ parameters, sources, steps })).values;
  };
  return { inSteps: ends(model), instantaneous: ends(toldNothing(model)) };
}

/** The same model, whose networks are told a step of 0 whatever step the integrator makes. */
function toldNothing(model: Model): Model {
  return {
    ...model,
    advance: (flow, from) => model.advance(withSeenStep(flow, tf.zerosLike(from.d)), from),
  };
}
