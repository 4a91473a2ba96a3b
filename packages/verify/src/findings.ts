import type { Method } from './candidate-maps.ts';
import type { Plan } from './plan.ts';
import { short, spread } from './numbers.ts';
import type { Facts } from './facts.ts';

/** What a sentence is about. */
export type Topic = 'unanswered' | 'targets' | 'rule' | 'steps' | 'reservation';

/** A sentence for people, with numbers. */
export interface Finding {
  readonly topic: Topic;
  readonly text: string;
}

/** What is told of. */
export interface Story {
  readonly plan: Plan;
  readonly facts: Facts | undefined;
  readonly fieldGaps: Readonly<Record<string, number>>;
  /** The order that the integrator states. */
  readonly statedOrder: number;
}

/** What a plan and its measurements say in words. */
export function findingsOf(story: Story): readonly Finding[] {
  const { plan, facts } = story;
  const { method, obstacles, reservations } = plan;
  const about = (topic: Topic, texts: readonly string[]) => texts.map((text): Finding => ({ topic, text }));
  return [
    ...about('unanswered', obstacles),
    ...about('targets', targetTexts(story)),
    ...(method === undefined || facts === undefined
      ? []
      : [
          ...about('rule', ruleTexts(plan, method, facts)),
          ...about('steps', [stepsText(method, facts, story.statedOrder)]),
        ]),
    ...about('reservation', reservations),
  ];
}

function targetTexts({ plan, fieldGaps }: Story): readonly string[] {
  return [...plan.objective.instantaneous]
    .toSorted(([one], [other]) => one - other)
    .map(([order, kind]) => {
      const head = `u_${order} at d = 0 converges to`;
      if (order === 1) return `${head} the exact velocity E[x' | x].`;
      if (kind === 'material') return `${head} the derivative of order ${order} of the flow itself.`;
      const gap = fieldGaps[String(order)];
      const off = gap === undefined ? '' : `: it is off by ${short(gap)} of that (rms)`;
      return (
        `${head} E[x${"'".repeat(order)} | x], the mean over the paths of pairs through x. It is made of x and u_1 alone, and is not the ` +
        `derivative of the flow${off}.`
      );
    });
}

function ruleTexts(plan: Plan, method: Method, facts: Facts): readonly string[] {
  const { rule } = method;
  if (rule === undefined) {
    // What keeps a rule from its fixed point stands among the reservations.
    if (plan.objective.rules.length > 0) return [];
    return ['No rule teaches steps d > 0: a step is as good as the integrator makes it.'];
  }
  const base =
    rule.ladder === undefined
      ? ''
      : ` Its base step is ${fraction(rule.ladder.finest / 2)}, half of the finest.`;
  switch (rule.name) {
    case 'flow-map':
      return [
        `The rule flow-map does not double count: the exact flow obeys it (one step moves it by ${defect(facts)}). ` +
          `A step of any length converges to the base steps that it is made of.${base}`,
        ...linearText(facts),
      ];
    case 'lagrangian':
      return [
        'The rule lagrangian does not double count: it converges to the exact flow map, for steps of any length, and has no ladder.',
        ...linearText(facts),
      ];
    case 'shortcut':
      return [
        `The rule shortcut does not double count: the exact average velocity obeys it (one step moves the exact flow by ${defect(facts)}). ` +
          `u_1 converges to the average of Euler's steps of the base's size.${base}`,
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

function stepsText(
  { integrator, rule }: Method,
  { order, oneStep, sameEnds, baseOrder }: Facts,
  stated: number,
): string {
  const [coarse, fine] = order.between;
  if (sameEnds) {
    return (
      'Any number of steps ends at the same points, so that there is no order of convergence: one step errs by ' +
      `${spread(oneStep.whole)}, as many do.${
        baseOrder === undefined
          ? ''
          : ` As the base step is halved the median error falls with order ${baseOrder.toFixed(2)}.`
      }`
    );
  }
  const until =
    order.until === 1 ? '' : ` (up to t = ${order.until}, where the path still has the derivatives in use)`;
  const measured = `From ${coarse} to ${fine} steps${until} the median error falls with order ${order.configured.toFixed(2)}`;
  if (rule !== undefined) return `${measured}, by the integrator ${integrator.name}.`;
  const right = Math.abs(order.right - order.configured) > 0.2;
  return (
    `${measured}; the integrator ${integrator.name} states ${stated}` +
    `${right ? `, and has ${order.right.toFixed(2)} on the derivatives of the flow` : ''}.`
  );
}

function defect({ ruleDefect }: Facts): string {
  return ruleDefect === undefined ? '0' : short(ruleDefect.rms);
}

function fraction(value: number): string {
  const inverse = 1 / value;
  return Math.abs(inverse - Math.round(inverse)) < 1e-9 ? `1/${Math.round(inverse)}` : short(value);
}
