import { InputError } from '@highorder/core';
import { defaultResamples } from '../intervals/bootstrap.ts';
import { checkLevel, type IntervalKind } from '../intervals/confidence-interval.ts';
import { readMargin, type Relevant } from './margin.ts';
import type { Outcome } from './outcome.ts';

/** The test whose p decides. `sign-flip` assumes less, and cannot give a small p for few seeds. */
export type PairedTest = 'paired-t' | 'sign-flip';

/** How methods are compared. */
export interface CompareOptions {
  /** The method that all others are held against, by its name in the rows. */
  readonly baseline: string;
  /** Chance of even one false `better` or `worse` in the whole table; 0.05 where absent. */
  readonly alpha?: number;
  /** Level of each interval, which is not adjusted for the table; 0.95 where absent. */
  readonly level?: number;
  /** `paired-t` where absent. */
  readonly test?: PairedTest;
  /** Kind of the intervals of means and differences; `student` where absent, for reasons in docs/statistics.md. */
  readonly interval?: IntervalKind;
  /**
   * The least difference that matters: `5%` of the baseline's mean, or a number in the metric's units; or one for each metric that is named.
   * Without it nothing is called equivalent or at the floor.
   */
  readonly relevant?: Relevant | undefined;
  /** Samples drawn for each bootstrap interval; 10 000 where absent. */
  readonly resamples?: number;
  /** Seed of what is drawn; 0 where absent. Equal rows and options give equal bits. */
  readonly seed?: number;
}

/** Options with nothing left open. */
export type Comparing = Required<CompareOptions>;

/**
 * Fills in what is absent. Throws InputError where the baseline is no method, a share is not between 0 and 1, or `relevant` is no margin or
 * names a metric that is not there.
 */
export function completeOptions(options: CompareOptions, outcomes: readonly Outcome[]): Comparing {
  const complete: Comparing = {
    alpha: 0.05,
    level: 0.95,
    test: 'paired-t',
    interval: 'student',
    relevant: undefined,
    resamples: defaultResamples,
    seed: 0,
    ...options,
  };
  checkLevel(complete.level);
  if (!(complete.alpha > 0 && complete.alpha < 1)) {
    throw new InputError({
      where: 'comparison',
      message: `alpha is ${complete.alpha}.`,
      expected: 'a share between 0 and 1, such as 0.05.',
    });
  }
  checkRelevant(complete.relevant, outcomes);
  const methods = [...new Set(outcomes.map(({ method }) => method))];
  if (outcomes.length > 0 && !methods.includes(complete.baseline)) {
    throw new InputError({
      where: 'comparison',
      message: `The baseline ${complete.baseline} has no results.`,
      expected: `one of ${methods.join(', ')}.`,
      fix: 'name one of these as the baseline, or run it.',
    });
  }
  return complete;
}

function checkRelevant(relevant: Relevant | undefined, outcomes: readonly Outcome[]): void {
  if (relevant === undefined) return;
  if (typeof relevant !== 'object') {
    readMargin(relevant);
    return;
  }
  Object.values(relevant).forEach(readMargin);
  const metrics = [...new Set(outcomes.map(({ metric }) => metric))];
  const unknown = Object.keys(relevant).find((metric) => !metrics.includes(metric));
  if (unknown === undefined || metrics.length === 0) return;
  throw new InputError({
    where: 'relevant',
    message: `There is no metric "${unknown}" in the table.`,
    expected: `one of ${metrics.join(', ')}.`,
    fix: `name one of these, or write one margin for all: relevant: ${JSON.stringify(relevant[unknown])}`,
  });
}
