import { required, type Scalar, type Tensor, type Tensor1D, type TensorRecord } from '@highorder/core';
import { joinTensors, splitParameters, valueAndGradient } from '@highorder/engine';
import { flowOf, type Model } from './model.ts';
import type { LossFlows } from './training-loss.ts';
import { stateNames } from './step-names.ts';

/** A loss of the flow, and what to report beside it. */
export interface ReportedLoss {
  readonly loss: Scalar;
  readonly reported: readonly Tensor[];
}

/** The gradient of a loss with respect to all parameters, [layout.size], with the reported values and then the loss. */
export interface LossGradient {
  readonly gradient: Tensor1D;
  readonly losses: readonly Tensor[];
}

/** Differentiates a loss at the parameters among `inputs`; the teacher has the average, where one is kept. */
export function lossGradient(
  model: Model,
  inputs: TensorRecord,
  compute: (flows: LossFlows) => ReportedLoss,
): LossGradient {
  const flat = required(inputs[stateNames.parameters], 'Training needs parameters.') as Tensor1D;
  const average = inputs[stateNames.average] as Tensor1D | undefined;
  const heads = splitParameters(flat, model.layout);
  const parts = model.layout.slots.map(({ head, spec }) =>
    required(heads[head]?.[spec.name], `The layout names a parameter that no head has: ${spec.name}.`),
  );
  const flows: LossFlows = { flow: model.flow(heads), teacher: flowOf(model, average ?? flat) };
  const { loss, gradient, auxiliary } = valueAndGradient(parts, () => {
    const { loss: value, reported } = compute(flows);
    return { loss: value, auxiliary: Object.fromEntries(reported.map((each, index) => [index, each])) };
  });
  return { gradient: joinTensors(gradient), losses: [...Object.values(auxiliary), loss] };
}
