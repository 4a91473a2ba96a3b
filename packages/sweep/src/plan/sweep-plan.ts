import type { ResolvedSweep } from '@highorder/config';
import { type Choice, withChoice } from '../tune/choice.ts';
import { checkSweep } from './check-sweep.ts';
import { refuseUnknownRows } from './check-values.ts';
import { refuseEqual } from './refuse-equal.ts';
import { refuseTooLarge } from './sweep-size.ts';
import { expandVariants, seedsOf, type Variant } from './expand.ts';
import { type PlanContext, type PlannedJob, type PlannedVariant, planVariants } from './plan-variants.ts';

/** All that a sweep is to do for its table. */
export interface SweepPlan {
  readonly sweep: ResolvedSweep;
  readonly variants: readonly PlannedVariant[];
  /** In the order in which tables show them and in which they begin. */
  readonly jobs: readonly PlannedJob[];
  /** The method that the others are compared with. */
  readonly baseline: string;
  /** What tuning chose for each method; empty where nothing is tuned. */
  readonly choices: readonly Choice[];
}

/** The experiments of a table, and the method that the others are compared with. Throws `ConfigurationError`. */
export function tableOf(sweep: ResolvedSweep): {
  readonly variants: readonly Variant[];
  readonly baseline: string;
} {
  refuseTooLarge(sweep);
  const variants = expandVariants(sweep);
  checkSweep(sweep, variants);
  return { variants, baseline: sweep.settings.baseline ?? variants[0]?.method ?? '' };
}

/** Plans the table of a sweep, with what tuning chose. Throws `ConfigurationError` with all mistakes, each once. */
export async function planSweep(
  sweep: ResolvedSweep,
  context: PlanContext,
  choices: readonly Choice[] = [],
): Promise<SweepPlan> {
  const { variants, baseline } = tableOf(sweep);
  const chosen = variants.map((variant) => withChoice(variant, choices));
  const seeds = seedsOf(sweep.settings);
  const planned = await planVariants(sweep, { variants: chosen, seeds, baseline, for: 'table' }, context);
  refuseUnknownRows(sweep, planned);
  // What tuning chose is no mistake of the sweep, and its trials were looked at.
  if (choices.length === 0) refuseEqual(sweep, planned);
  return { sweep, variants: planned, jobs: planned.flatMap(({ jobs }) => jobs), baseline, choices };
}
