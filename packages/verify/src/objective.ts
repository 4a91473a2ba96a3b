import type { FieldKind } from '@highorder/oracle';
import type { Experiment } from '@highorder/runtime';
import { readTerm, type SteppedRule } from './term-readers.ts';

/** What the loss terms of an experiment teach, as far as they are known here. */
export interface Objective {
  /** The field that heads learn at d = 0, by order. */
  readonly instantaneous: ReadonlyMap<number, FieldKind>;
  /** What steps d > 0 are taught by. */
  readonly rules: readonly SteppedRule[];
  /** Names of terms that are not known. */
  readonly unknown: readonly string[];
}

/** Reads the loss terms of an experiment with their options. Terms of weight 0 teach nothing. */
export function objectiveOf({ losses, resolved }: Experiment): Objective {
  const instantaneous = new Map<number, FieldKind>();
  const rules: SteppedRule[] = [];
  const unknown: string[] = [];
  losses.forEach(({ use, name, term, weight }, index) => {
    if (weight === 0) return;
    const read = readTerm(use, { name, term, options: optionsAt(resolved.values, index) });
    if (read === undefined) unknown.push(use);
    // A material target beside a conditional one of the same order would be a compromise; the last one stands.
    for (const { order, kind } of read?.instantaneous ?? []) instantaneous.set(order, kind);
    if (read?.rule !== undefined) rules.push(read.rule);
  });
  return { instantaneous, rules, unknown };
}

/** The options of a loss term as the resolved configuration has them. */
function optionsAt(values: unknown, index: number): Readonly<Record<string, unknown>> {
  const losses = isRecord(values) ? values['losses'] : undefined;
  const options: unknown = Array.isArray(losses) ? losses[index] : undefined;
  return isRecord(options) ? options : {};
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
