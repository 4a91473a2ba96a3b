import {
  flowMapFixedPoint,
  mapOf,
  meanFlowFixedPoint,
  paperFixedPoint,
  type PointFlow,
  type PointMap,
  shortcutFixedPoint,
  taylorStep,
} from '@highorder/oracle';
import type { HostIntegrator } from './host-integrator.ts';
import { remembered, rememberedFlow } from './remember.ts';
import type { EffectiveRule } from './rule-verdict.ts';

/** What stands in place of the networks. */
export interface ExactFieldsOfFlow {
  /** The fields that the terms teach at d = 0. */
  readonly taught: PointFlow;
  /** The derivatives of the flow itself. */
  readonly material: PointFlow;
  /** The flow. */
  readonly exact: PointMap;
}

/** What is to converge, and by which step it is sampled. */
export interface Method {
  readonly integrator: HostIntegrator;
  readonly rule: EffectiveRule | undefined;
  /** The highest order of the heads. */
  readonly highest: number;
}

/**
 * The steps of a method's fixed point, and of what it would be with one thing after the other put right. Differences of
 * their ends are the parts of its error.
 */
export interface CandidateMaps {
  /** The fixed point of the objective as configured, with the configured integrator. */
  readonly configured: PointMap;
  /** The same, sampled by the average velocity u_1 alone, where a rule makes it an average; else `configured`. */
  readonly averageAlone: PointMap;
  /** The flow-map rule in the rule's place, on the same ladder, with the targets as configured. */
  readonly rightRule: PointMap;
  /** The right rule and the derivatives of the flow itself, on the same ladder. */
  readonly rightObjective: PointMap;
  /** The right objective on a ladder without end: the exact flow where a rule teaches steps, else the integrator alone. */
  readonly limit: PointMap;
}

/** The candidates of a method on given fields. Each follows points once for each time and step. */
export function candidateMaps(method: Method, fields: ExactFieldsOfFlow): CandidateMaps {
  const maps = plainMaps(method, { ...fields, exact: remembered(fields.exact) });
  const known = new Map<PointMap, PointMap>();
  const once = (map: PointMap): PointMap => {
    const found = known.get(map) ?? remembered(map);
    known.set(map, found);
    return found;
  };
  return {
    configured: once(maps.configured),
    averageAlone: once(maps.averageAlone),
    rightRule: once(maps.rightRule),
    rightObjective: once(maps.rightObjective),
    limit: once(maps.limit),
  };
}

function plainMaps({ integrator, rule, highest }: Method, fields: ExactFieldsOfFlow): CandidateMaps {
  const { taught, material, exact } = fields;
  const { step } = integrator;
  if (rule === undefined) {
    const plain = mapOf(step, taught);
    const right = taught === material ? plain : mapOf(step, material);
    return { configured: plain, averageAlone: plain, rightRule: plain, rightObjective: right, limit: right };
  }
  const { ladder, baseStep } = rule;
  const composed = (flow: PointFlow) =>
    ladder === undefined ? exact : flowMapFixedPoint(baseStep.step, flow, ladder);
  const rightRule = composed(taught);
  const right = { rightObjective: taught === material ? rightRule : composed(material), limit: exact };
  const average = (found: PointFlow, order = 1) => {
    const flow = rememberedFlow(found);
    return { configured: mapOf(step, flow), averageAlone: mapOf(taylorStep(order), flow), ...right };
  };
  switch (rule.name) {
    case 'flow-map':
      return { configured: rightRule, averageAlone: rightRule, rightRule, ...right };
    case 'lagrangian':
    case 'eulerian':
      return { configured: exact, averageAlone: exact, rightRule: exact, ...right };
    case 'shortcut':
      // Of order 1 a step is its average velocity: what is taught of its base goes on as points do.
      if (rule.base === 'taught')
        return { configured: rightRule, averageAlone: rightRule, rightRule, ...right };
      return {
        ...average(ladder === undefined ? meanOf(1, fields) : shortcutFixedPoint(taught, ladder)),
        rightRule,
      };
    case 'paper':
      return {
        ...average(ladder === undefined ? meanOf(1, fields) : paperFixedPoint(taught, ladder, highest)),
        rightRule,
      };
    case 'mean-flow': {
      const found = average(meanOf(rule.order, fields), rule.order);
      return { ...found, rightRule: found.averageAlone };
    }
    default:
      return rule.name satisfies never;
  }
}

function meanOf(order: number, { taught, material, exact }: ExactFieldsOfFlow): PointFlow {
  return meanFlowFixedPoint(order, exact, { instantaneous: taught, material });
}

/** Whether a method counts curvature twice: by its rule, or by a step of sampling that adds derivatives to an average. */
export function countsTwice({ rule, integrator, highest }: Method): boolean {
  if (rule?.name === 'paper') return highest > 1;
  const average = rule?.name === 'shortcut' || rule?.name === 'mean-flow' ? rule.order : undefined;
  return average !== undefined && integrator.derivatives > average;
}
