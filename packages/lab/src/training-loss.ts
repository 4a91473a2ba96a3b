import {
  type FlowPoint,
  type LossTerm,
  required,
  type Scalar,
  type Tensor1D,
  type Tensor2D,
  type TensorRecord,
  type TrainingStep,
  tf,
} from '@highorder/core';
import { withOrigin } from '@highorder/engine';
import type { PlannedGroup } from '@highorder/runtime';
import { columnPrefix } from './batch.ts';
import { flowDerivatives } from './flow-derivatives.ts';
import type { Model, ModelFlow } from './model.ts';

/** The flows that a loss is evaluated with. */
export interface LossFlows {
  readonly flow: ModelFlow;
  readonly teacher: ModelFlow;
}

/** The loss of every row of every term, in the order of the experiment's losses, [rows of its group] each. */
export function rowLosses(model: Model, flows: LossFlows, batch: TensorRecord): readonly Tensor1D[] {
  const { losses, rowPlan } = model.experiment;
  const byTerm = new Map<number, Tensor1D>();
  for (const group of rowPlan) {
    const shared = groupStep(model, group, flows, batch);
    for (const index of group.terms) {
      const { use, term } = required(
        losses[index],
        `The row plan names loss ${index}, which does not exist.`,
      );
      byTerm.set(
        index,
        evaluateTerm(use, term, { ...shared, columns: termColumns(group.name, index, batch) }),
      );
    }
  }
  return losses.map((_, index) => required(byTerm.get(index), `No row group evaluates loss ${index}.`));
}

/** Weighted sum of the means over rows. Throws where there are other losses than the experiment weighs. */
export function totalLoss(model: Model, rows: readonly Tensor1D[]): Scalar {
  const { losses } = model.experiment;
  const parts = rows.map((each, index) => {
    const { weight } = required(
      losses[index],
      `Loss ${index} has no weight: the experiment has ${losses.length}.`,
    );
    return tf.mul(tf.mean(each), weight);
  });
  return tf.addN(parts) as Scalar;
}

/** The loss of each row, whose operations say that they are the term's own. */
function evaluateTerm(use: string, term: LossTerm, step: TrainingStep): Tensor1D {
  return withOrigin(`loss/${use}`, () => term.evaluate(step));
}

/** What the terms of a group share: its rows, and one evaluation of the flow there. */
function groupStep(
  model: Model,
  { name }: PlannedGroup,
  { flow, teacher }: LossFlows,
  batch: TensorRecord,
): Omit<TrainingStep, 'columns'> {
  const at: FlowPoint = {
    x: column(batch, `${name}/x`),
    t: column(batch, `${name}/t`),
    d: column(batch, `${name}/d`),
  };
  const predicted = flow.at(at);
  // A term, or the integrator on its behalf, that asks the flow at the very rows gets the shared evaluation.
  const remembering: ModelFlow = { ...flow, at: (point) => (isSame(point, at) ? predicted : flow.at(point)) };
  return {
    at,
    predicted,
    flow: remembering,
    teacher,
    advance: model.advance,
    ...flowDerivatives(model, [remembering, teacher]),
  };
}

function isSame(one: FlowPoint, other: FlowPoint): boolean {
  return one.x === other.x && one.t === other.t && one.d === other.d && one.condition === other.condition;
}

function termColumns(group: string, term: number, batch: TensorRecord): Readonly<Record<string, Tensor2D>> {
  const prefix = columnPrefix(group, term);
  const names = Object.keys(batch).filter((name) => name.startsWith(prefix));
  return Object.fromEntries(names.map((name) => [name.slice(prefix.length), column(batch, name)]));
}

function column(batch: TensorRecord, name: string): Tensor2D {
  return required(batch[name], `The batch has no array "${name}".`) as Tensor2D;
}
