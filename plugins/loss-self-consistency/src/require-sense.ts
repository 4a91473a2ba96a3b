import { InputError } from '@highorder/core';
import type { HeldSide } from './rule.ts';

export const ruleNames = ['flow-map', 'shortcut', 'lagrangian', 'eulerian', 'paper'] as const;

export type RuleName = (typeof ruleNames)[number];

/** The choices that must fit together. */
interface Choices {
  readonly rule: RuleName;
  readonly base: 'instantaneous' | 'taught';
  readonly teacher: 'current' | 'average';
  readonly held: HeldSide;
  readonly gradientsToVelocity: boolean;
  /** The finest step of the time sampler, where it has one. */
  readonly finest: number | undefined;
}

/** Refuses, by an `InputError`, choices that would train nothing or not what they say. */
export function requireSense(choices: Choices): void {
  const refusal = refusalOf(choices);
  if (refusal !== undefined) throw new InputError({ where: 'loss self-consistency', ...refusal });
}

interface Refusal {
  readonly message: string;
  readonly expected: string;
  readonly fix: string;
}

function refusalOf(choices: Choices): Refusal | undefined {
  const { rule, base, held, gradientsToVelocity } = choices;
  if (base === 'taught' && (rule === 'lagrangian' || rule === 'eulerian')) {
    return {
      message: `\`base: taught\` speaks of halves of steps, and the rule "${rule}" halves none.`,
      expected: '`base: taught` with flow-map, shortcut or paper',
      fix: 'Drop `base`.',
    };
  }
  if (rule === 'lagrangian') return equationRefusal(choices) ?? teacherRefusal(choices);
  if (held !== 'velocity') {
    return {
      message: `\`held: ${held}\` is a choice of the rule lagrangian; what "${rule}" holds is settled.`,
      expected: '`rule: lagrangian` with `held`',
      fix: 'Drop `held`, or use the rule lagrangian.',
    };
  }
  if (rule === 'eulerian') return equationRefusal(choices);
  if (gradientsToVelocity || rule === 'flow-map') return undefined;
  return {
    message: `The rule "${rule}" trains nothing but u_1, and \`gradientsToVelocity: false\` keeps gradients out of it.`,
    expected: '`gradientsToVelocity: true` with this rule',
    fix: 'Drop `gradientsToVelocity`, or use the rule flow-map.',
  };
}

/** Rules that are differential equations of the whole step. */
function equationRefusal({ rule, gradientsToVelocity, finest }: Choices): Refusal | undefined {
  if (finest !== undefined) {
    return {
      message:
        `The rule "${rule}" is a differential equation in the step d, and this time sampler draws none but steps ` +
        `of a ladder from ${finest}: between them nothing would be learned.`,
      expected: 'steps of any length',
      fix: 'Set `times: { use: two-times, equal: 0 }`.',
    };
  }
  if (!gradientsToVelocity) {
    return {
      message: `The rule "${rule}" differentiates the whole step, u_1 with it; \`gradientsToVelocity: false\` cannot part them.`,
      expected: '`gradientsToVelocity: true` with this rule',
      fix: 'Drop `gradientsToVelocity`, or use the rule flow-map.',
    };
  }
  return undefined;
}

function teacherRefusal({ teacher, held }: Choices): Refusal | undefined {
  if (held === 'velocity' || teacher === 'current') return undefined;
  return {
    message: `The average of parameters is a constant, and \`held: ${held}\` lets gradients flow into the velocity that it makes.`,
    expected: '`teacher: current` with this `held`',
    fix: 'Drop `teacher`, or `held`.',
  };
}
