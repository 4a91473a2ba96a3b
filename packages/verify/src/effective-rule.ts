import type { Clock, HeadInputName } from '@highorder/core';
import type { Experiment } from '@highorder/runtime';
import type { HostIntegrator } from './host-integrator.ts';
import type { Objective } from './objective.ts';
import type { RuleVerdict } from './rule-verdict.ts';
import { baseAlone, onTaughtBase } from './taught-base.ts';
import type { SteppedRule } from './term-readers.ts';

/** Where the ladder has no finest step, halving goes on without end; the rule of the paper is then followed to this one. */
export const DEEPEST = 1 / 128;

/** Which rule of an objective can reach its fixed point with these heads and this integrator. */
export function effectiveRule(
  { rules, bases }: Objective,
  { heads }: Pick<Experiment, 'heads'>,
  integrator: HostIntegrator,
  clock: Clock,
): RuleVerdict {
  const [rule, ...others] = rules;
  if (rule === undefined) return bases.length === 0 ? {} : baseAlone(bases, integrator);
  if (others.length > 0) {
    return { problem: `${rules.length} terms teach long steps, and their compromise is not known here.` };
  }
  const seeing = seeingOrders(heads);
  if (!integrator.tellsStep) return { problem: untold(rule, seeing, integrator) };
  if (rule.groundless !== undefined) return { obstacle: rule.groundless };
  const problem = blindness(rule, seeing, integrator);
  if (problem !== undefined) return { problem };
  if (rule.base === 'taught' || bases.length > 0) return onTaughtBase(rule, bases, integrator, clock);
  const finest = rule.finest ?? (rule.name === 'paper' ? DEEPEST : undefined);
  const ladder = finest === undefined ? undefined : { finest, clock };
  return { rule: { ...rule, ladder, baseStep: integrator, reach: finest ?? 0 } };
}

/** An integrator that tells networks a step of 0 asks for nothing that a rule teaches. */
function untold(
  rule: SteppedRule,
  seeing: ReadonlySet<number>,
  { name, derivatives }: HostIntegrator,
): string {
  const apart = Array.from({ length: derivatives }, (_, index) => index + 1).every((order) =>
    seeing.has(order),
  );
  return (
    `The integrator ${name} asks for instantaneous velocities alone, so that nothing it asks for can hold what the rule ${rule.name} ` +
    `wants of a long step; ${
      apart
        ? 'heads that see d keep it apart from what they are taught at d = 0.'
        : 'the rule only pulls at what matching teaches.'
    }`
  );
}

/** Why heads that do not see d keep a rule from its fixed point. */
function blindness(
  rule: SteppedRule,
  seeing: ReadonlySet<number>,
  integrator: HostIntegrator,
): string | undefined {
  if (rule.name === 'flow-map' || rule.name === 'lagrangian' || rule.name === 'eulerian') {
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
