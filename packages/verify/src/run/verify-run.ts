import type { TrainedRun } from '@highorder/lab';
import { mapOf, type Spread } from '@highorder/oracle';
import { candidateMaps, type CandidateMaps, type ExactFieldsOfFlow } from '../candidate-maps.ts';
import { apart, endsOf, type ErrorCurve } from '../endpoint-curve.ts';
import { fieldGapsOf } from '../field-gap.ts';
import { type Finding, findingsOf } from '../findings.ts';
import { hostIntegrator } from '../host-integrator.ts';
import { type Plan, planOf } from '../plan.ts';
import { type Setting, settingOf } from '../setting.ts';
import { fieldsOf } from '../verify-experiment.ts';
import { type ModelEnds, modelEnds } from './model-ends.ts';

/** Where the endpoint error of so many steps of a trained flow comes from. In the data's own units. */
export interface RunSplit {
  readonly steps: number;
  /** The model's end against that of the exact flow. */
  readonly whole: Spread;
  /** Learning: the model's end against that of its objective's fixed point. Absent where that is not known. */
  readonly learning?: Spread;
  /** The fixed point's end against the exact one: what no training takes away. */
  readonly fixedPoint?: Spread;
  /** Discretization: the integrator on the derivatives of the exact flow. Absent for an integrator that is not known. */
  readonly discretization?: Spread;
  /** Self-consistency: the model's end against that of its own fine steps, told a step of 0. */
  readonly selfConsistency: Spread;
}

/** Where the error of a trained run comes from. */
export interface RunVerification {
  readonly experiment: string;
  /** Updates behind the checkpoint. */
  readonly step: number;
  readonly points: number;
  readonly findings: readonly Finding[];
  /** By the number of steps. */
  readonly splits: readonly RunSplit[];
  /**
   * The model's own fine steps: how many, how far from the exact end they lead, and whether they are told their length. They are
   * instantaneous derivatives, told 0, but where another term teaches the base of the ladder: then they are that base.
   */
  readonly fine: { readonly steps: number; readonly told: boolean; readonly error: Spread };
}

const COUNTS = [1, 2, 4, 8, 16, 32];

/** Fine steps of a model whose objective has no ladder. */
const FINE = 128;

/** Splits the error of a trained run. Throws `InputError` where its problem has no exact flow. */
export async function verifyRun(run: TrainedRun): Promise<RunVerification> {
  const { experiment } = run.model;
  const setting = settingOf(run.model);
  const plan = planOf(experiment, setting.clock);
  const ends = modelEnds(run, setting);
  const rule = plan.method?.rule;
  const steps = rule?.ladder === undefined ? FINE : Math.round(2 / rule.ladder.finest);
  const told = rule?.base === 'taught';
  const fine = await (told ? ends.inSteps(steps) : ends.instantaneous(steps));
  const fields = fieldsOf(plan, setting);
  const maps = mapsOf(run, plan, fields);
  const splits: RunSplit[] = [];
  for (const count of COUNTS.filter((each) => each * (rule?.reach ?? 0) <= 1))
    splits.push(await splitOf(count, { setting, ends, fine, maps }));
  return {
    ...{ experiment: experiment.name, step: run.step, points: setting.sources.count, splits },
    findings: findingsOf({
      ...{ plan, setting, facts: undefined, statedOrder: experiment.integrator.component.order },
      fieldGaps: fieldGapsOf(plan.objective, fields, setting),
    }),
    fine: { steps, told, error: apart(fine, setting.ends, setting) },
  };
}

/** The curves of a split run: the model, what its objective converges to, and the integrator on exact derivatives. */
export function runCurves({ splits }: RunVerification): readonly ErrorCurve[] {
  const curve = (
    name: string,
    part: 'whole' | 'fixedPoint' | 'discretization' | 'selfConsistency',
  ): ErrorCurve => ({
    name,
    points: splits.flatMap((split) => {
      const found = split[part];
      return found === undefined ? [] : [{ steps: split.steps, ...found }];
    }),
  });
  return [
    curve('this run', 'whole'),
    curve('its fixed point', 'fixedPoint'),
    curve('integrator, exact derivatives', 'discretization'),
    curve('this run, from its fine steps', 'selfConsistency'),
  ].filter(({ points }) => points.length > 0);
}

type KnownMaps = Partial<Pick<CandidateMaps, 'configured' | 'limit'>>;

/** The fixed point, and the integrator on exact derivatives, as far as they are known. */
function mapsOf({ model }: TrainedRun, plan: Plan, fields: ExactFieldsOfFlow): KnownMaps {
  const integrator = hostIntegrator(model.experiment);
  if (integrator === undefined) return {};
  const limit = mapOf(integrator.step, fields.material);
  return plan.method === undefined
    ? { limit }
    : { configured: candidateMaps(plan.method, fields).configured, limit };
}

interface Splitting {
  readonly setting: Setting;
  readonly ends: ModelEnds;
  /** The ends of the model's own fine steps. */
  readonly fine: Float64Array;
  readonly maps: KnownMaps;
}

async function splitOf(steps: number, { setting, ends, fine, maps }: Splitting): Promise<RunSplit> {
  const model = await ends.inSteps(steps);
  const fixed = maps.configured && endsOf(maps.configured, setting, steps);
  const exact = maps.limit && endsOf(maps.limit, setting, steps);
  return {
    steps,
    whole: apart(model, setting.ends, setting),
    ...(fixed !== undefined && {
      learning: apart(model, fixed, setting),
      fixedPoint: apart(fixed, setting.ends, setting),
    }),
    ...(exact !== undefined && { discretization: apart(exact, setting.ends, setting) }),
    selfConsistency: apart(model, fine, setting),
  };
}
