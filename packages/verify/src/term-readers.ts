import type { Interpolant, LossTerm } from '@highorder/core';
import type { FieldKind } from '@highorder/oracle';
import { hostStep, type HostIntegrator } from './host-integrator.ts';
import { meanOverPairs, type PairField } from './pair-field.ts';
import { recordAt, textAt } from './read-values.ts';

export const ruleNames = ['flow-map', 'shortcut', 'paper', 'lagrangian', 'eulerian', 'mean-flow'] as const;

export type RuleName = (typeof ruleNames)[number];

/** A rule that teaches steps d > 0. */
export interface SteppedRule {
  readonly name: RuleName;
  /** Of mean-flow: the order of the head that is an average over the step. */
  readonly order: number;
  /** The finest step of its ladder on the clock, where it has one. */
  readonly finest: number | undefined;
  /** What networks are told for halves of the finest step: 0, or the half itself, which another term must have taught. */
  readonly base: 'instantaneous' | 'taught';
  /** Why it has no fixed point, whatever stands beside it. */
  readonly groundless?: string;
}

/** Short steps that a term teaches to agree with a classical integrator along instantaneous derivatives. */
export interface TaughtBase {
  /** What makes the step, told a step of 0; undefined where it is not known here. */
  readonly integrator: HostIntegrator | undefined;
  /** The one length of step that it teaches, on the clock; undefined where it teaches several. */
  readonly step: number | undefined;
}

/** What a head learns at d = 0: an exact field, or another mean over the pairs through a point. */
export type TaughtField = FieldKind | PairField;

/** What a term teaches. */
export interface TermReading {
  readonly instantaneous?: readonly { readonly order: number; readonly kind: TaughtField }[];
  readonly rule?: SteppedRule;
  readonly base?: TaughtBase;
  /** What a reader of the answer should know beside it. */
  readonly remarks?: readonly string[];
}

/** A term with the options that it was made with. */
export interface ReadableTerm {
  readonly name: string;
  readonly term: LossTerm;
  readonly options: Readonly<Record<string, unknown>>;
  /** The path of the experiment. */
  readonly interpolant: Interpolant;
}

type Reader = (term: ReadableTerm) => TermReading | undefined;

/** The terms that are known, by the name of their plugin. Whoever adds a term of another fixed point adds it here. */
const readers: Readonly<Record<string, Reader>> = {
  matching: ({ options }) => {
    // `conditional-closed` is the mean of `conditional` without its noise, so that both converge to the same field.
    const kind = options['target'] === 'material' ? 'material' : 'conditional';
    return { instantaneous: [{ order: Number(options['order']), kind }] };
  },
  'self-consistency': selfConsistency,
  'base-step': ({ term, options }) => {
    const name = textAt(recordAt(options, 'integrator'), 'use') ?? '';
    const one = textAt(recordAt(options, 'times'), 'drawn') === 'finest';
    // A Taylor step without an order of its own has that of its term, which asks for as many heads.
    const integrator = hostStep(name, term.orders.length);
    return { base: { integrator, step: one ? term.rows.times.finest : undefined } };
  },
  'mean-flow': ({ options }) => {
    const order = Number(options['order'] ?? 1);
    return {
      instantaneous: [{ order, kind: 'material' }],
      rule: { name: 'mean-flow', order, finest: undefined, base: 'instantaneous' },
      remarks: robustMean(options),
    };
  },
  'as-published-acceleration': publishedAcceleration,
};

function selfConsistency({ term, options }: ReadableTerm): TermReading | undefined {
  const name = ruleNames.find((known) => known === options['rule']);
  if (name === undefined) return undefined;
  if (name === 'lagrangian' && options['held'] === 'step') {
    return { rule: { name, order: 1, finest: undefined, base: 'instantaneous', groundless: HELD_STEP } };
  }
  const times = recordAt(options, 'times');
  const hidden = textAt(times, 'use') === 'as-published-unclamped';
  const apart = [times, recordAt(times, 'of')].some((each) => textAt(each, 'use') === 'as-published-steps');
  const base = options['base'] === 'taught' ? 'taught' : 'instantaneous';
  return {
    rule: {
      ...{ name, order: 1, finest: term.rows.times.finest, base },
      ...(hidden && { groundless: HIDDEN_FINEST }),
    },
    ...(apart && { remarks: [STEPS_APART] }),
  };
}

const HELD_STEP =
  'With `held: step` the rule lagrangian teaches the velocity by the step, and no term teaches the step.';
const HIDDEN_FINEST =
  'The time sampler as-published-unclamped hides the finest step from the rule, so that halves of it are told their own length, which ' +
  'no row teaches: the foot of the ladder is whatever the networks make of it, and long steps have no fixed point.';
const STEPS_APART =
  'The time sampler as-published-steps lets a quarter of the rows step past t = 1, where nothing is taught. They teach only steps that ' +
  'no sampler makes.';

/** A weight of the error by its own size makes a mean that large errors pull at less: no expectation. */
function robustMean(options: ReadableTerm['options']): readonly string[] {
  const [power, order] = [Number(options['power'] ?? 1), Number(options['order'] ?? 1)];
  const noisy = (options['velocity'] ?? (order === 1 ? 'conditional' : 'flow')) === 'conditional';
  if (power === 0 || !noisy) return [];
  return [
    `mean-flow weighs errors by 1/(|e|^2 + c)^${power}, so that the scattered velocities of pairs make a robust mean, not the mean: ` +
      'its fixed point is the exact flow only where they do not scatter. Here it is taken as the mean, that of `power: 0`.',
  ];
}

/** M2 of the published scripts. On rows with steps it teaches u_2 what no step of 0 asks for. */
function publishedAcceleration({ term, options, interpolant }: ReadableTerm): TermReading {
  const { target, rows } = options;
  // At d = 0 both halves are the row itself: the target is u_2.
  if (target === 'halves' || rows === 'bootstrap') return {};
  if (target === 'path') return { instantaneous: [{ order: 2, kind: 'conditional' }] };
  const field = meanOverPairs(
    term,
    interpolant,
    "A x1 + B x0 with the scripts' numbers for alpha'' and beta''",
  );
  return { instantaneous: [{ order: 2, kind: field }] };
}

/** What a loss term teaches, or undefined where it is not known. */
export function readTerm(use: string, term: ReadableTerm): TermReading | undefined {
  return readers[use]?.(term);
}
