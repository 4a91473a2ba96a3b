import { mapOf, type Spread, taylorStep } from '@highorder/oracle';
import { type CandidateMaps, candidateMaps, type ExactFieldsOfFlow, type Method } from './candidate-maps.ts';
import { type ErrorCurve, errorCurve, isFlat } from './endpoint-curve.ts';
import { type LinearYardstick, linearYardstick } from './linear-yardstick.ts';
import { baseOrder, curveOrder, freeOrder, type MeasuredOrder } from './measured-order.ts';
import { type OneStepSplit, splitOneStep } from './one-step-split.ts';
import { ruleDefect } from './rule-defect.ts';
import type { Setting } from './setting.ts';

/** Everything measured of a fixed point that is known. Lengths are in the data's own units. */
export interface Facts {
  readonly integrator: string;
  readonly rule?: string;
  /** The step that instantaneous derivatives make, on the clock, where a ladder has one, and what makes it. */
  readonly base?: number;
  readonly baseIntegrator?: string;
  /** Endpoint errors by the number of steps: the fixed point, the right objective, and Euler's steps of the exact velocity. */
  readonly curves: readonly ErrorCurve[];
  readonly oneStep: OneStepSplit;
  /** The same for the rule of the paper with the derivatives of the flow as targets. */
  readonly materialOneStep?: OneStepSplit;
  /** How far the rule moves the exact flow in one step. */
  readonly ruleDefect?: Spread;
  readonly linear?: LinearYardstick;
  /** Whether the ends are the same whatever the number of steps, so that there is no order. */
  readonly sameEnds: boolean;
  readonly order: MeasuredOrder;
  /** Where the ends are the same: the order with which they near the exact ones as the base step is halved. */
  readonly baseOrder?: number;
}

const COUNTS = [1, 2, 4, 8, 16, 32, 64, 128];

/** Numbers of steps to measure: down to the shortest that a rule reaches. */
const countsFor = ({ rule }: Method): readonly number[] =>
  COUNTS.filter((steps) => steps * (rule?.reach ?? 0) <= 1);

/** Measures a method's fixed point on exact fields. */
export function measureFacts(method: Method, fields: ExactFieldsOfFlow, setting: Setting): Facts {
  const { rule, integrator, highest } = method;
  const maps = candidateMaps(method, fields);
  const [configured, right] = [configuredCurve(method, maps, setting), rightCurve(method, maps, setting)];
  const sameEnds = isFlat(configured);
  const ofBase = sameEnds ? baseOrder(method, fields, setting) : undefined;
  const defect = rule && ruleDefect(rule, { highest, fields, setting });
  return {
    integrator: integrator.name,
    ...(rule !== undefined && { rule: rule.name }),
    ...(rule?.ladder !== undefined && { base: rule.ladder.finest / 2, baseIntegrator: rule.baseStep.name }),
    curves: [configured, right, eulerCurve(method, fields, setting)],
    oneStep: splitOneStep(setting, maps),
    ...(rule?.name === 'paper' && { materialOneStep: splitWithMaterial(method, fields, setting) }),
    ...(defect !== undefined && { ruleDefect: defect }),
    ...(rule !== undefined && { linear: linearYardstick(method) }),
    sameEnds,
    ...(ofBase !== undefined && { baseOrder: ofBase }),
    order: rule === undefined ? freeOrder(method, maps, fields, setting) : curveOrder(configured, right),
  };
}

function configuredCurve(method: Method, { configured: map }: CandidateMaps, setting: Setting): ErrorCurve {
  return errorCurve(setting, {
    ...{ name: 'this objective', map, counts: countsFor(method) },
    sameDownTo: sameEndsDownTo(method),
  });
}

function rightCurve(method: Method, { rightObjective: map }: CandidateMaps, setting: Setting): ErrorCurve {
  const { rule } = method;
  return errorCurve(setting, {
    ...{ name: 'right objective', map, counts: countsFor(method) },
    sameDownTo: rule?.reach,
  });
}

function eulerCurve(method: Method, { material }: ExactFieldsOfFlow, setting: Setting): ErrorCurve {
  const map = mapOf(taylorStep(1), material);
  return errorCurve(setting, { name: 'Euler, exact velocity', map, counts: countsFor(method) });
}

function splitWithMaterial(method: Method, fields: ExactFieldsOfFlow, setting: Setting): OneStepSplit {
  return splitOneStep(setting, candidateMaps(method, { ...fields, taught: fields.material }));
}

/** Steps down to which length the ends of a fixed point are the same, or undefined where they may differ. */
function sameEndsDownTo({ rule, integrator }: Method): number | undefined {
  switch (rule?.name) {
    case 'flow-map':
    case 'lagrangian':
    case 'eulerian':
      return rule.reach;
    case 'shortcut':
      return integrator.derivatives === 1 ? rule.reach : undefined;
    case 'mean-flow':
      return integrator.derivatives === rule.order && rule.order < 3 ? 0 : undefined;
    default:
      return undefined;
  }
}
