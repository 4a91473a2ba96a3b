import type { Model } from '@highorder/lab';
import { exactPointFlow, exactPointMap, type PointFlow } from '@highorder/oracle';
import { countsTwice, type ExactFieldsOfFlow } from './candidate-maps.ts';
import { type Facts, measureFacts } from './facts.ts';
import { fieldGapsOf, type FieldGaps } from './field-gap.ts';
import { type Finding, findingsOf } from './findings.ts';
import type { Objective } from './objective.ts';
import { pairFieldMap } from './pair-field.ts';
import { type Plan, planOf } from './plan.ts';
import { type Setting, settingOf, TOLERANCE } from './setting.ts';

/** What an objective converges to, and where the error of its fixed point comes from. */
export interface Verification {
  readonly experiment: string;
  /** Points of the source that were followed. */
  readonly points: number;
  /** Whether the fixed point is known; `findings` say why not. */
  readonly answered: boolean;
  /** Whether curvature is counted twice: by the rule, or by a step that adds derivatives to an average. */
  readonly doubleCounts: boolean;
  readonly findings: readonly Finding[];
  /** By order from 2 on: how far what is taught is from the derivative of the flow, relative to it. */
  readonly fieldGaps: FieldGaps;
  readonly facts?: Facts;
}

/** Verifies the objective of a model with exact fields in place of its networks. Throws `InputError` without an exact flow. */
export function verifyExperiment(model: Model): Verification {
  const { experiment } = model;
  const setting = settingOf(model);
  const plan = planOf(experiment, setting.clock);
  const fields = fieldsOf(plan, setting);
  const fieldGaps = fieldGapsOf(plan.objective, fields, setting);
  const facts = plan.method && measureFacts(plan.method, fields, setting);
  return {
    ...{ experiment: experiment.name, points: setting.sources.count },
    answered: facts !== undefined,
    doubleCounts: plan.method !== undefined && countsTwice(plan.method),
    findings: findingsOf({
      plan,
      facts,
      fieldGaps,
      setting,
      statedOrder: experiment.integrator.component.order,
    }),
    fieldGaps,
    ...(facts !== undefined && { facts }),
  };
}

/** The exact fields that a plan puts in place of networks. */
export function fieldsOf({ objective }: Plan, { path }: Setting): ExactFieldsOfFlow {
  const { instantaneous } = objective;
  const material = exactPointFlow(path, () => 'material');
  const right = [...instantaneous].every(([order, kind]) => order === 1 || kind === 'material');
  return {
    // One and the same, so that nothing is followed twice.
    taught: right ? material : taughtFlow(instantaneous, path),
    material,
    exact: exactPointMap(path, { tolerance: TOLERANCE }),
  };
}

/** What heads learn at d = 0; orders that nothing teaches are the derivatives of the flow. */
function taughtFlow(instantaneous: Objective['instantaneous'], path: Setting['path']): PointFlow {
  const exact = exactPointFlow(path, (order) =>
    instantaneous.get(order) === 'conditional' ? 'conditional' : 'material',
  );
  const others = new Map(
    [...instantaneous].flatMap(([order, kind]) =>
      typeof kind === 'string' ? [] : [[order, pairFieldMap(kind, path.interpolant, exact)] as const],
    ),
  );
  return { order: (k, at) => others.get(k)?.(at) ?? exact.order(k, at) };
}
