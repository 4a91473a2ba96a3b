import { component, definePlugin, InputError, type LossTerm, tf } from '@highorder/core';
import { z } from 'zod';
import { flowMapRule } from './flow-map.ts';
import { halfStepsOf, halveSteps, type Rule } from './half-steps.ts';
import { paperRule, shortcutRule } from './velocity-rules.ts';

const ruleNames = ['flow-map', 'shortcut', 'paper'] as const;

type RuleName = (typeof ruleNames)[number];

const rules: Readonly<Record<RuleName, { readonly difference: Rule; readonly orders: readonly number[] }>> = {
  'flow-map': { difference: flowMapRule, orders: [1] },
  shortcut: { difference: shortcutRule, orders: [1] },
  paper: { difference: paperRule, orders: [1, 2] },
};

/**
 * Self-consistency: a step of length d agrees with two half steps, which are held constant,
 *
 *   loss = |prediction - sg[target]|^2,
 *
 * the squared Euclidean norm, in units of velocity, [rows]. What is compared is the rule's choice. Steps are halved on the
 * clock; where half a step is finer than the finest step of the time sampler, networks are told a step of 0.
 */
export default definePlugin({
  kind: 'loss',
  name: 'self-consistency',
  summary: 'Makes one long step agree with two half steps.',
  cite: ['frans2025shortcut', 'chen2025homo', 'boffi2025flowmaps'],
  options: z.strictObject({
    rule: z
      .enum(ruleNames)
      .default('flow-map')
      .describe('What agrees: points (flow-map), average velocities (shortcut), or as in HOMO (paper).'),
    share: z.number().gt(0).max(1).default(0.25).describe('Share of the batch for its rows.'),
    times: component('time-sampler')
      .prefault({ use: 'shortcut-ladder' })
      .describe('How times and steps are drawn.'),
    teacher: z
      .enum(['current', 'average'])
      .default('current')
      .describe('Which parameters make the target: those in training, or their moving average.'),
    gradientsToVelocity: z
      .boolean()
      .default(true)
      .describe('Whether gradients flow into u_1 in the prediction. False with flow-map only.'),
  }),
  create: ({ rule, share, times, teacher, gradientsToVelocity }): LossTerm => {
    requireGradient(rule, gradientsToVelocity);
    const { difference, orders } = rules[rule];
    return {
      name: 'self-consistency',
      orders,
      rows: { name: 'bootstrap', share, times },
      defaultWeight: 1,
      prepare: (rows, { clock }) => halveSteps(rows, clock, times.finest),
      evaluate(step) {
        const error = difference({
          step,
          halves: halfStepsOf(step),
          teacher: teacher === 'average' ? step.teacher : step.flow,
          gradientsToVelocity,
        });
        return tf.sum(tf.square(error), 1);
      },
    };
  },
});

function requireGradient(rule: RuleName, gradientsToVelocity: boolean): void {
  if (gradientsToVelocity || rule === 'flow-map') return;
  throw new InputError({
    where: 'loss self-consistency',
    message: `The rule "${rule}" trains nothing but u_1, and \`gradientsToVelocity: false\` keeps gradients out of it.`,
    expected: '`gradientsToVelocity: true` with this rule',
    fix: 'Drop `gradientsToVelocity`, or use the rule flow-map.',
  });
}
