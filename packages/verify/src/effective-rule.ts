import type { Clock, HeadInputName } from '@highorder/core';
import type { Ladder } from '@highorder/oracle';
import type { Experiment } from '@highorder/runtime';
import type { HostIntegrator } from './host-integrator.ts';
import type { Objective } from './objective.ts';
import type { SteppedRule } from './term-readers.ts';

/** A rule that can reach its fixed point, with the ladder that it stands on, where it has one. */
export interface EffectiveRule extends SteppedRule {
  readonly ladder: Ladder | undefined;
}

/** The rule that settles what steps d > 0 do, or why none does. */
export interface RuleVerdict {
  readonly rule?: EffectiveRule;
  readonly problem?: string;
}

/** Where the ladder has no finest step, halving goes on without end; the rule of the paper is then followed to this one. */
export const DEEPEST = 1 / 128;

/** Which rule of an objective can reach its fixed point with these heads and this integrator. */
export function effectiveRule(
  { rules }: Objective,
  { heads }: Pick<Experiment, 'heads'>,
  integrator: HostIntegrator,
  clock: Clock,
): RuleVerdict {
  const [rule, ...others] = rules;
  if (rule === undefined) return {};
  if (others.length > 0) {
    return { problem: `${rules.length} terms teach long steps, and their compromise is not known here.` };
  }
  if (!integrator.tellsStep) {
    return {
      problem:
        `The integrator ${integrator.name} asks for instantaneous velocities alone, so that nothing it asks for can hold ` +
        `what the rule ${rule.name} wants of a long step; the rule only pulls at what matching teaches.`,
    };
  }
  const problem = blindness(rule, seeingOrders(heads), integrator);
  if (problem !== undefined) return { problem };
  const finest = rule.finest ?? (rule.name === 'paper' ? DEEPEST : undefined);
  return { rule: { ...rule, ladder: finest === undefined ? undefined : { finest, clock } } };
}

/** Why heads that do not see d keep a rule from its fixed point. */
function blindness(
  rule: SteppedRule,
  seeing: ReadonlySet<number>,
  integrator: HostIntegrator,
): string | undefined {
  if (rule.name === 'flow-map' || rule.name === 'lagrangian') {
    const used = [...seeing].filter((order) => order <= integrator.derivatives);
    if (used.length > 0) return undefined;
    return `No head that the integrator uses sees d, so that none can hold what the rule ${rule.name} wants of a long step.`;
  }
  if (seeing.has(rule.order)) return undefined;
  return `The head of order ${rule.order} does not see d, so that it cannot hold the average that the rule ${rule.name} teaches it.`;
}

/** The orders whose output can depend on d: directly, or by a lower order. */
export function seeingOrders(heads: Experiment['heads']): ReadonlySet<number> {
  const seeing = new Set<number>();
  for (const { component } of heads) {
    const sees = (name: HeadInputName) => component.sees.includes(name);
    if (sees('d') || (sees('lower') && seeing.size > 0))
      component.orders.forEach((order) => seeing.add(order));
  }
  return seeing;
}
