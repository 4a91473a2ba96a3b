import type { PointChange } from '@highorder/config';
import type { Variant } from '../plan/expand.ts';

/** One point of the grid, as tuning saw it. */
export interface Trial {
  /** What it sets. */
  readonly options: readonly PointChange[];
  /** The options in words. */
  readonly label: string;
  /** How it did, small is good: see `chooseOptions`. Undefined where a run failed. */
  readonly score: number | undefined;
}

/** What tuning chose for a method. */
export interface Choice {
  /** The method, with the values of its axes. */
  readonly method: string;
  readonly options: readonly PointChange[];
  readonly label: string;
  /** All points of the grid, in its order. */
  readonly trials: readonly Trial[];
}

/** An experiment with what was chosen for its method. */
export function withChoice(variant: Variant, choices: readonly Choice[]): Variant {
  const choice = choices.find(({ method }) => method === variant.method);
  return choice === undefined ? variant : { ...variant, changes: [...variant.changes, ...choice.options] };
}
