import {
  type OptimizerStep,
  required,
  type Tensor,
  type Tensor1D,
  type TensorRecord,
  tf,
} from '@highorder/core';
import { clipByNorm, gradientNorm, movingAverage, withOrigin } from '@highorder/engine';
import { lossGradient } from './loss-gradient.ts';
import type { Model } from './model.ts';
import { reportName, stateNames } from './step-names.ts';
import { averageShare, updateScalars } from './step-scalars.ts';
import { rowLosses, totalLoss } from './training-loss.ts';

/**
 * One update as a pure function of named tensors: state vectors, scalars and the arrays of a batch in, state vectors
 * and a report out.
 */
export function trainingStep(model: Model): (inputs: TensorRecord) => TensorRecord {
  return (inputs) => {
    const { gradient, losses } = lossGradient(model, inputs, (flows) => {
      const rows = rowLosses(model, flows, inputs);
      return { loss: totalLoss(model, rows), reported: rows.map((each) => tf.mean(each)) };
    });
    const norm = gradientNorm(gradient);
    const limit = model.experiment.training.clip;
    const updated = update(model, inputs, limit === null ? gradient : clipByNorm(gradient, { norm, limit }));
    return { ...updated, ...averaged(model, inputs, updated), [reportName]: tf.stack([...losses, norm]) };
  };
}

function update({ experiment }: Model, inputs: TensorRecord, gradient: Tensor1D): Record<string, Tensor> {
  const { optimizer } = experiment;
  const state = Object.fromEntries(
    optimizer.moments.map((name) => [name, vector(inputs, stateNames.moment(name))]),
  );
  const step: OptimizerStep = {
    parameters: vector(inputs, stateNames.parameters),
    gradient,
    state,
    ...updateScalars(inputs),
  };
  const { name } = experiment.resolved.settings.training.optimizer;
  const result = withOrigin(`optimizer/${name}`, () => optimizer.update(step));
  const moments = Object.entries(result.state).map(([name, value]) => [stateNames.moment(name), value]);
  return { [stateNames.parameters]: result.parameters, ...Object.fromEntries(moments) };
}

function averaged({ experiment }: Model, inputs: TensorRecord, updated: TensorRecord): TensorRecord {
  const { average: decay, averageWarmup } = experiment.training;
  if (decay === null) return {};
  const average = vector(inputs, stateNames.average);
  return {
    [stateNames.average]: movingAverage({
      average,
      parameters: vector(updated, stateNames.parameters),
      share: averageWarmup ? averageShare(inputs) : 1 - decay,
    }),
  };
}

function vector(inputs: TensorRecord, name: string): Tensor1D {
  return required(inputs[name], `A training step needs "${name}".`) as Tensor1D;
}
