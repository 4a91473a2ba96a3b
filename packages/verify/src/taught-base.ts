import type { Clock } from '@highorder/core';
import type { HostIntegrator } from './host-integrator.ts';
import { fraction } from './numbers.ts';
import type { RuleVerdict } from './rule-verdict.ts';
import type { SteppedRule, TaughtBase } from './term-readers.ts';

/** What short steps come to that a term teaches, where no rule carries them to longer ones. */
export function baseAlone(
  bases: readonly TaughtBase[],
  { name, tellsStep }: Pick<HostIntegrator, 'name' | 'tellsStep'>,
): RuleVerdict {
  const steps = bases
    .map(({ step }) => (step === undefined ? 'several lengths' : fraction(step)))
    .join(' and ');
  if (tellsStep) {
    return {
      obstacle: `base-step teaches steps of ${steps}, and no term carries them to longer ones: add self-consistency with \`base: taught\`.`,
    };
  }
  return {
    problem: `The integrator ${name} asks for instantaneous velocities alone: base-step teaches what is never asked.`,
  };
}

/** The rule on a ladder whose shortest steps another term teaches, or why the two have no one fixed point. */
export function onTaughtBase(
  rule: SteppedRule,
  bases: readonly TaughtBase[],
  integrator: HostIntegrator,
  clock: Clock,
): RuleVerdict {
  const ground = groundOf(rule, bases, integrator);
  if (typeof ground === 'string') return { obstacle: ground };
  const { finest, baseStep } = ground;
  return { rule: { ...rule, ladder: { finest, clock }, baseStep, reach: finest / 2 } };
}

/** What a ladder stands on. */
interface Ground {
  readonly finest: number;
  readonly baseStep: HostIntegrator;
}

/** Rounding of steps on a clock. */
const SLACK = 1e-6;

/** What the ladder of a rule stands on, or why it stands on nothing. */
function groundOf(
  { name, base: rest, finest }: SteppedRule,
  bases: readonly TaughtBase[],
  { derivatives }: HostIntegrator,
): Ground | string {
  const [base, ...others] = bases;
  if (base === undefined) {
    return 'With `base: taught` halves of the finest step are told their own length, and no term (`base-step`) teaches that length.';
  }
  if (others.length > 0) return 'Several terms teach short steps, and their compromise is not known here.';
  if (rest !== 'taught') {
    return (
      `base-step and the rule ${name} teach short steps apart from each other, and their compromise is not known here: ` +
      'set `base: taught` in self-consistency.'
    );
  }
  if (base.integrator === undefined) return 'The integrator of base-step is not known here.';
  if (base.step === undefined) {
    return 'base-step teaches steps of several lengths, the rule the longer ones of them too: set `times.drawn: finest`.';
  }
  if (finest === undefined || Math.abs(base.step / (finest / 2) - 1) > SLACK) {
    const asked = finest === undefined ? 'of any length' : `of ${fraction(finest / 2)}`;
    return `base-step teaches steps of ${fraction(base.step)}, and the rule ${name} rests on steps ${asked}, which no term teaches.`;
  }
  if (name !== 'flow-map' && (name !== 'shortcut' || derivatives > 1)) {
    return (
      `base-step teaches where a step ends, and the rule ${name} speaks of u_1, whose part in a step of order ${derivatives} that does ` +
      'not settle: use the rule flow-map.'
    );
  }
  return { finest, baseStep: base.integrator };
}
