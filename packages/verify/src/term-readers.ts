import type { LossTerm } from '@highorder/core';
import type { FieldKind } from '@highorder/oracle';

export const ruleNames = ['flow-map', 'shortcut', 'paper', 'lagrangian', 'mean-flow'] as const;

export type RuleName = (typeof ruleNames)[number];

/** A rule that teaches steps d > 0. */
export interface SteppedRule {
  readonly name: RuleName;
  /** Of mean-flow: the order of the head that is an average over the step. */
  readonly order: number;
  /** The finest step of its ladder on the clock, where it has one. */
  readonly finest: number | undefined;
}

/** What a term teaches. */
export interface TermReading {
  readonly instantaneous?: readonly { readonly order: number; readonly kind: FieldKind }[];
  readonly rule?: SteppedRule;
}

/** A term with the options that it was made with. */
export interface ReadableTerm {
  readonly name: string;
  readonly term: LossTerm;
  readonly options: Readonly<Record<string, unknown>>;
}

type Reader = (term: ReadableTerm) => TermReading | undefined;

/** The terms that are known, by the name of their plugin. Whoever adds a term of another fixed point adds it here. */
const readers: Readonly<Record<string, Reader>> = {
  matching: ({ options }) => {
    // `conditional-closed` is the mean of `conditional` without its noise, so that both converge to the same field.
    const kind = options['target'] === 'material' ? 'material' : 'conditional';
    return { instantaneous: [{ order: Number(options['order']), kind }] };
  },
  'self-consistency': ({ term, options }) => {
    const name = ruleNames.find((known) => known === options['rule']);
    // What another term taught for the finest steps is not read here.
    if (name === undefined || options['base'] === 'taught') return undefined;
    return { rule: { name, order: 1, finest: term.rows.times.finest } };
  },
  'mean-flow': ({ options }) => {
    const order = Number(options['order'] ?? 1);
    return {
      instantaneous: [{ order, kind: 'material' }],
      rule: { name: 'mean-flow', order, finest: undefined },
    };
  },
};

/** What a loss term teaches, or undefined where it is not known. */
export function readTerm(use: string, term: ReadableTerm): TermReading | undefined {
  return readers[use]?.(term);
}
