import {
  type Flow,
  type FlowPoint,
  type Integrator,
  type LossTerm,
  type Tensor2D,
  tf,
} from '@highorder/core';
import { ensure } from './contract-setup.ts';
import { trainableFlow } from './differentiable-flow.ts';
import { changingFlow } from './example-flows.ts';
import { exampleParameters, exampleStep } from './example-training.ts';
import { pointsAt } from './integrator-steps.ts';
import { exampleOrders, exampleRowsOf, type LossExamination } from './loss-checks.ts';

/** Points that a step asks about carry the condition of the point it begins at. */
export function checkWholePointsOfStep(integrator: Integrator): void {
  const from = pointsAt([0, 0.3, 0.6], [0.4, 0.1, 0.25]);
  const condition: Tensor2D = tf.ones([3, 1]);
  integrator.step(askedWholly(changingFlow().flow, condition), { ...from, condition });
}

/** Points that a loss asks about carry the condition of its rows, whichever way it asks. */
export function checkWholePointsOfLoss(term: LossTerm, examination: LossExamination = {}): void {
  const orders = exampleOrders(term);
  const rows = exampleRowsOf(term, examination);
  const condition: Tensor2D = tf.ones([rows.rows, 1]);
  const flowOf = (seed: number) =>
    askedWholly(trainableFlow(orders, exampleParameters(orders, seed)), condition);
  const bare = exampleStep(term, { rows, flow: trainableFlow(orders, exampleParameters(orders, 1)) });
  const wholly =
    <Rest extends readonly unknown[], Result>(ask: (flow: Flow, at: FlowPoint, ...rest: Rest) => Result) =>
    (flow: Flow, at: FlowPoint, ...rest: Rest) => {
      requireWhole(at, condition);
      return ask(flow, at, ...rest);
    };
  term.evaluate({
    ...bare,
    at: { ...bare.at, condition },
    flow: flowOf(1),
    teacher: flowOf(2),
    advance: wholly(bare.advance),
    material: wholly(bare.material),
    along: wholly(bare.along),
    advanceAlong: wholly(bare.advanceAlong),
  });
}

/** The same flow, which refuses points without the condition. */
function askedWholly<Asked extends Flow>(flow: Asked, condition: Tensor2D): Asked {
  return {
    ...flow,
    at(point: FlowPoint) {
      requireWhole(point, condition);
      return flow.at(point);
    },
  };
}

function requireWhole(point: FlowPoint, condition: Tensor2D): void {
  ensure(
    point.condition === condition,
    'It asks the flow at a point without the condition of the rows: pass on all of a point, `{ ...point, x }`.',
  );
}
