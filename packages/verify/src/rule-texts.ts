import type { Method } from './candidate-maps.ts';
import type { Facts } from './facts.ts';
import { fraction, short, spread } from './numbers.ts';
import type { Plan } from './plan.ts';
import type { EffectiveRule } from './rule-verdict.ts';

/** What a rule makes of long steps, in words. */
export function ruleTexts(plan: Plan, method: Method, facts: Facts): readonly string[] {
  const { rule } = method;
  if (rule === undefined) {
    // What keeps a rule from its fixed point stands among the reservations.
    if (plan.objective.rules.length > 0) return [];
    return ['No rule teaches steps d > 0: a step is as good as the integrator makes it.'];
  }
  const base = baseText(rule);
  switch (rule.name) {
    case 'flow-map':
      return [
        `The rule flow-map does not double count: the exact flow obeys it (one step moves it by ${defect(facts)}). ` +
          `A step of any length converges to the base steps that it is made of.${base}`,
        ...linearText(facts),
      ];
    case 'lagrangian':
    case 'eulerian':
      return [
        `The rule ${rule.name} does not double count: it converges to the exact flow map, for steps of any length, and has no ladder.`,
        ...linearText(facts),
      ];
    case 'shortcut':
      return [
        `The rule shortcut does not double count: the exact average velocity obeys it (one step moves the exact flow by ${defect(facts)}). ` +
          `u_1 converges to the average of ${rule.base === 'taught' ? 'the' : "Euler's"} steps of the base's size.${base}`,
        ...overAverage(method, facts),
        ...linearText(facts),
      ];
    case 'mean-flow':
      return [
        `MeanFlow of order ${rule.order} does not double count: u_${rule.order} converges to the exact average over the step, and has no ladder.`,
        ...overAverage(method, facts),
        ...linearText(facts),
      ];
    case 'paper':
      return [...paperTexts(facts, base), ...linearText(facts)];
    default:
      return rule.name satisfies never;
  }
}

/** What the shortest steps of a ladder are. */
function baseText({ ladder, base, baseStep }: EffectiveRule): string {
  if (ladder === undefined) return '';
  const step = fraction(ladder.finest / 2);
  if (base === 'instantaneous') return ` Its base step is ${step}, half of the finest.`;
  const order = baseStep.derivatives === 1 ? 'the velocity' : `derivatives to order ${baseStep.derivatives}`;
  return ` Its base step is ${step}, which base-step teaches: one step of ${baseStep.name} along ${order} at d = 0.`;
}

function paperTexts({ oneStep, materialOneStep, ...facts }: Facts, base: string): readonly string[] {
  const moved = facts.ruleDefect;
  const nothing = oneStep.whole.rms > 0 && oneStep.rule.rms + oneStep.sampling.rms < 1e-9 * oneStep.whole.rms;
  return [
    'The rule paper double counts curvature: it adds d^2/2 u_2 and higher orders to d u_1, which is an average over the step ' +
      `already, in its middle point and again in the step of sampling.${base}`,
    nothing
      ? 'On this path with this target u_2 converges to 0, so that there is nothing to count twice, and nothing that order 2 ' +
        'adds: the fixed point is that of shortcut.'
      : `On this problem the rule moves the exact flow by ${spread(moved)} in one step. Over the whole ladder its u_1 ends ` +
        `${spread(oneStep.rule)} off the right rule's step, and adding d^2/2 u_2 in sampling moves the end by ${spread(oneStep.sampling)}.`,
    ...(materialOneStep === undefined
      ? []
      : [
          `With the flow's own derivatives as targets, which a step of order 2 needs, the double counting costs ` +
            `${spread(materialOneStep.objective)} in one step; the right rule then errs by ${spread(materialOneStep.ladder)}.`,
        ]),
  ];
}

function overAverage({ integrator, rule }: Method, { oneStep }: Facts): readonly string[] {
  const order = rule?.order ?? 1;
  if (integrator.derivatives === order) return [];
  if (integrator.derivatives < order) {
    return [
      `The integrator leaves u_${order}, the average, out: its step ends ${spread(oneStep.sampling)} off.`,
    ];
  }
  return [
    `The step of sampling double counts: ${integrator.name} adds u_${order + 1} and higher orders to u_${order}, which is an average over ` +
      `the step already, and ends ${spread(oneStep.sampling)} off.`,
  ];
}

function linearText({ linear }: Facts): readonly string[] {
  if (linear === undefined) return [];
  const digits = (value: number) => value.toFixed(5);
  const alone =
    Math.abs(linear.averageAlone - linear.configured) > 1e-9
      ? ` (${digits(linear.averageAlone)} by u_1 alone; ${digits(linear.rightRule)} by the right rule)`
      : '';
  return [
    `On the linear flow x' = x, every field exact, one step gives ${digits(linear.configured)}${alone}; exact is ${digits(linear.exact)}.`,
  ];
}

function defect({ ruleDefect }: Facts): string {
  return ruleDefect === undefined ? '0' : short(ruleDefect.rms);
}
