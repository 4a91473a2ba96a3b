import type { Ladder } from '@highorder/oracle';
import type { HostIntegrator } from './host-integrator.ts';
import type { SteppedRule } from './term-readers.ts';

/** A rule that can reach its fixed point, with the ladder that it stands on, where it has one. */
export interface EffectiveRule extends SteppedRule {
  readonly ladder: Ladder | undefined;
  /** What makes the base steps of the ladder from instantaneous derivatives. */
  readonly baseStep: HostIntegrator;
  /** The shortest step, on the clock, that is taught; 0 where steps of any length are. */
  readonly reach: number;
}

/** The rule that settles what steps d > 0 do, or why none does. */
export interface RuleVerdict {
  readonly rule?: EffectiveRule;
  /** Why no rule does, although the steps of the sampler have a fixed point without one. */
  readonly problem?: string;
  /** Why the steps of the sampler have none. */
  readonly obstacle?: string;
}
