import type { Method } from './candidate-maps.ts';
import type { Facts } from './facts.ts';
import { short, spread } from './numbers.ts';
import type { Plan } from './plan.ts';
import { ruleTexts } from './rule-texts.ts';
import type { Setting } from './setting.ts';
import type { TaughtField } from './term-readers.ts';

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
  /** Which points were followed. */
  readonly setting: Pick<Setting, 'drawn' | 'known'>;
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
    ...about('reservation', [...reservations, ...unknownEnds(story.setting)]),
  ];
}

function unknownEnds({ drawn, known }: Story['setting']): readonly string[] {
  if (known === drawn) return [];
  if (known === 0)
    return [
      `Of none of the ${drawn} points the exact end is known in double precision: rounding grows too much on their way past sharp separatrices. ` +
        'Distances from such ends are told all the same, and mean little.',
    ];
  return [
    `Of ${drawn} points ${drawn - known} are left out: rounding grows so much on their way past sharp separatrices that the ends of ` +
      'the exact flow are not known in double precision. What is told is that of the other points.',
  ];
}

function targetTexts({ plan, fieldGaps }: Story): readonly string[] {
  return [...plan.objective.instantaneous]
    .toSorted(([one], [other]) => one - other)
    .map(
      ([order, kind]) =>
        `u_${order} at d = 0 converges to ${targetText(order, kind, fieldGaps[String(order)])}`,
    );
}

function targetText(order: number, kind: TaughtField, gap: number | undefined): string {
  if (order === 1) return "the exact velocity E[x' | x].";
  if (kind === 'material') return `the derivative of order ${order} of the flow itself.`;
  const off = gap === undefined ? '' : `: it is off by ${short(gap)} of that (rms)`;
  const derivative = `E[x${"'".repeat(order)} | x], the mean over the paths of pairs through x`;
  if (kind === 'conditional') {
    return `${derivative}. It is made of x and u_1 alone, and is not the derivative of the flow${off}.`;
  }
  return (
    `E[${kind.what} | x], the mean over the pairs through x. It is made of x and u_1 alone, and is neither ${derivative}, nor the ` +
    `derivative of the flow${off}.`
  );
}

function stepsText({ integrator, rule }: Method, facts: Facts, stated: number): string {
  const { order, oneStep, sameEnds } = facts;
  const [coarse, fine] = order.between;
  if (sameEnds) {
    return (
      'Any number of steps ends at the same points, so that there is no order of convergence: one step errs by ' +
      `${spread(oneStep.whole)}, as many do.${baseOrderText(integrator.name, facts)}`
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

/** How the error of a ladder falls with its base. */
function baseOrderText(integrator: string, { baseOrder, baseIntegrator }: Facts): string {
  if (baseOrder === undefined) return '';
  const halved = ' As the base step is halved the median error';
  if (baseOrder < 0.5) {
    return `${halved} does not yet fall (slope ${baseOrder.toFixed(2)}): on this problem the base is too long to show an order.`;
  }
  const by = baseIntegrator === undefined || baseIntegrator === integrator ? '' : `, by ${baseIntegrator}`;
  return `${halved} falls with order ${baseOrder.toFixed(2)}${by}.`;
}
