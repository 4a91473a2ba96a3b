import type { Experiment } from '@highorder/runtime';
import { short } from './numbers.ts';
import { isRecord, type Values } from './read-values.ts';
import { readTerm, type SteppedRule, type TaughtBase, type TaughtField } from './term-readers.ts';

/** What the loss terms of an experiment teach, as far as they are known here. */
export interface Objective {
  /** The field that heads learn at d = 0, by order. */
  readonly instantaneous: ReadonlyMap<number, TaughtField>;
  /** What steps d > 0 are taught by. */
  readonly rules: readonly SteppedRule[];
  /** Short steps that a classical integrator teaches. */
  readonly bases: readonly TaughtBase[];
  /** Names of terms that are not known. */
  readonly unknown: readonly string[];
  /** What a reader should know beside the answer. */
  readonly remarks: readonly string[];
}

/** A term that weighs less beside others hardly moves: Adam divides by the root of a mean square plus 1e-8. */
const UNFELT = 1e-12;

/** Reads the loss terms of an experiment with their options. Terms of weight 0 teach nothing. */
export function objectiveOf({ losses, resolved, interpolant }: Experiment): Objective {
  const instantaneous = new Map<number, TaughtField>();
  const [rules, bases]: [SteppedRule[], TaughtBase[]] = [[], []];
  const [unknown, remarks]: [string[], string[]] = [[], []];
  losses.forEach(({ use, name, term, weight }, index) => {
    if (weight === 0) return;
    const options = optionsAt(resolved.values, index);
    const read = readTerm(use, { name, term, options, interpolant });
    if (read === undefined) unknown.push(use);
    // A material target beside a conditional one of the same order would be a compromise; the last one stands.
    for (const { order, kind } of read?.instantaneous ?? []) instantaneous.set(order, kind);
    if (read?.rule !== undefined) rules.push(read.rule);
    if (read?.base !== undefined) bases.push(read.base);
    remarks.push(...(read?.remarks ?? []), ...(weight < UNFELT ? [unfelt(name, weight)] : []));
  });
  return { instantaneous, rules, bases, unknown, remarks };
}

function unfelt(name: string, weight: number): string {
  return `The term ${name} weighs ${short(weight)}: its fixed point is told, but so small a gradient may never move a network there.`;
}

/** The options of a loss term as the resolved configuration has them. */
function optionsAt(values: unknown, index: number): Values {
  const losses = isRecord(values) ? values['losses'] : undefined;
  const options: unknown = Array.isArray(losses) ? losses[index] : undefined;
  return isRecord(options) ? options : {};
}
