import type { Spread } from '@highorder/oracle';
import type { CandidateMaps } from './candidate-maps.ts';
import { apart, endsOf } from './endpoint-curve.ts';
import type { Setting } from './setting.ts';

/**
 * The endpoint error of one step, in parts: how far the end moves when one thing after the other is put right. Parts are
 * distances, so that they need not add up to the whole. In the data's own units.
 */
export interface OneStepSplit {
  /** The fixed point's end against that of the exact flow. */
  readonly whole: Spread;
  /** What the objective itself gets wrong: its fixed point against that of the right one on the same ladder. */
  readonly objective: Spread;
  /** Of that: other fields than the derivatives of the flow. */
  readonly targets: Spread;
  /** Of that: what the rule makes of them. */
  readonly rule: Spread;
  /** Of that: what the step of sampling makes of an average. */
  readonly sampling: Spread;
  /** What the base step of the ladder leaves. */
  readonly ladder: Spread;
  /** What the integrator leaves of exact derivatives, where no rule teaches long steps. */
  readonly integrator: Spread;
}

/** Splits the error of one step from 0 to 1. */
export function splitOneStep(setting: Setting, maps: CandidateMaps): OneStepSplit {
  const end = (name: keyof CandidateMaps) => endsOf(maps[name], setting, 1);
  const [configured, averageAlone, rightRule] = [end('configured'), end('averageAlone'), end('rightRule')];
  const [rightObjective, limit] = [end('rightObjective'), end('limit')];
  const between = (one: Float64Array, other: Float64Array) => apart(one, other, setting);
  return {
    whole: between(configured, setting.ends),
    objective: between(configured, rightObjective),
    targets: between(rightRule, rightObjective),
    rule: between(averageAlone, rightRule),
    sampling: between(configured, averageAlone),
    ladder: between(rightObjective, limit),
    integrator: between(limit, setting.ends),
  };
}
