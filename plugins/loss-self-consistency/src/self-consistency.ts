import { component, definePlugin, type LossTerm, tf, type TimeSampler } from '@highorder/core';
import { z } from 'zod';
import { eulerianRule } from './eulerian.ts';
import { flowMapRule } from './flow-map.ts';
import { lagrangianRule } from './lagrangian.ts';
import { requireSense, type RuleName, ruleNames } from './require-sense.ts';
import type { Rule } from './rule.ts';
import { paperRule, shortcutRule } from './velocity-rules.ts';

const rules: Readonly<Record<RuleName, Rule>> = {
  'flow-map': flowMapRule,
  shortcut: shortcutRule,
  lagrangian: lagrangianRule,
  eulerian: eulerianRule,
  paper: paperRule,
};

/**
 * Self-consistency: a step of length d agrees with two half steps, which are held constant, or obeys a differential
 * equation of the true flow (`lagrangian`, `eulerian`),
 *
 *   loss = |prediction - sg[target]|^2,
 *
 * the squared Euclidean norm, in units of velocity, [rows]. What is compared is the rule's choice. Steps are halved on the
 * clock; where half a step is finer than the finest step of the time sampler, networks are told a step of 0.
 */
export default definePlugin({
  kind: 'loss',
  name: 'self-consistency',
  summary: 'Makes one long step agree with two half steps, or obey the equation of the flow.',
  cite: ['frans2025shortcut', 'chen2025homo', 'boffi2025flowmaps'],
  options: z.strictObject({
    rule: z
      .enum(ruleNames)
      .default('flow-map')
      .describe(
        'What agrees: points (flow-map), average velocities (shortcut), the growth of a step with the velocity at its ' +
          'end (lagrangian), its end as its start moves on (eulerian), or as in HOMO (paper).',
      ),
    share: z.number().gt(0).max(1).default(0.25).describe('Share of the batch for its rows.'),
    times: component('time-sampler')
      .prefault({ use: 'shortcut-ladder' })
      .describe(
        'How times and steps are drawn. Steps of any length for lagrangian and eulerian: `two-times`.',
      ),
    base: z
      .enum(['instantaneous', 'taught'])
      .default('instantaneous')
      .describe(
        'What networks are told for halves of the finest step: a step of 0, or the half itself, which another term has ' +
          'taught (`base-step`). For the rules that halve.',
      ),
    teacher: z
      .enum(['current', 'average'])
      .default('current')
      .describe('Which parameters make the target: those in training, or their moving average.'),
    held: z
      .enum(['velocity', 'step', 'none'])
      .default('velocity')
      .describe(
        'For lagrangian, the side that is held constant: the velocity at the end, the step, or none.',
      ),
    gradientsToVelocity: z
      .boolean()
      .default(true)
      .describe('Whether gradients flow into u_1 in the prediction. False with flow-map only.'),
  }),
  create: ({ rule: name, share, times, base, teacher, ...gradients }): LossTerm => {
    requireSense({ rule: name, base, teacher, finest: times.finest, ...gradients });
    const rule = rules[name];
    return {
      name: 'self-consistency',
      orders: rule.orders,
      rows: { name: 'bootstrap', share, times },
      defaultWeight: 1,
      differentiatesStep: rule.differentiatesStep,
      prepare: (rows, { clock }) =>
        rule.prepare(rows, clock, base === 'taught' ? withoutFinest(times) : times),
      evaluate(step) {
        const teaching = teacher === 'average' ? step.teacher : step.flow;
        return tf.sum(tf.square(rule.error({ step, teacher: teaching, ...gradients })), 1);
      },
    };
  },
});

/** The same times, of which no half step is too fine to be told. */
function withoutFinest({ draw }: TimeSampler): TimeSampler {
  return { draw };
}
