import type { ConfidenceInterval } from '../intervals/confidence-interval.ts';
import { intervalOfMean } from '../intervals/interval-of.ts';
import { type EffectSize, effectSize } from '../paired/effect-size.ts';
import { pairedTTest } from '../paired/paired-t-test.ts';
import { signFlipTest } from '../paired/sign-flip-test.ts';
import { mean } from '../sample.ts';
import { equivalenceP, isAlike, type Pair } from './equivalence.ts';
import { type Margin, marginOf, sizeOf } from './margin.ts';
import type { Comparing, PairedTest } from './options.ts';
import type { Outcome } from './outcome.ts';
import { nameOf } from './summary.ts';
import type { Verdict } from './verdict.ts';

/** A method held against the baseline on the seeds that both have. */
export interface Contrast {
  /** Common seeds, ascending, and the differences method - baseline on them, in the metric's units. */
  readonly seeds: readonly number[];
  readonly differences: readonly number[];
  /** Their mean, and its interval, which is not adjusted for the table. */
  readonly difference: number;
  readonly interval: ConfidenceInterval;
  /** The test that gave `p`. Where all differences are equal that is always `sign-flip`. */
  readonly test: PairedTest;
  /** Two-sided, for this comparison alone. */
  readonly p: number;
  /** p after Holm's correction over all comparisons of the table. */
  readonly adjusted: number;
  /** p of the sign-flip test, which assumes no distribution, whatever `test` is. */
  readonly signFlip: number;
  readonly effect: EffectSize;
  /** Common seeds on which the method is better than the baseline, and on which they are equal. */
  readonly wins: number;
  readonly ties: number;
  /** Undefined where no margin is stated for the metric. */
  readonly equivalence: Equivalence | undefined;
  /** The least difference that two single evaluations resolve (`resolutionOf`), by the floor that strays more; undefined where not known. */
  readonly resolution: number | undefined;
  readonly verdict: Verdict;
}

/** Whether a difference is surely too small to matter. */
export interface Equivalence {
  /** The least difference that matters, in the metric's units. */
  readonly margin: number;
  /** Of two one-sided paired t tests (`equivalenceP`), and after Holm's correction over all equivalence tests of the table. */
  readonly p: number;
  readonly adjusted: number;
}

/** A contrast before the whole table is known. */
export interface OpenContrast extends Omit<Contrast, 'adjusted' | 'verdict' | 'equivalence' | 'resolution'> {
  readonly equivalence: Omit<Equivalence, 'adjusted'> | undefined;
}

/** The rows of two methods in one cell. */
export interface Rivals {
  readonly method: readonly Outcome[];
  readonly baseline: readonly Outcome[];
}

/** Compares two methods on their common seeds, or says in a sentence why that cannot be done. */
export function contrastOf({ method, baseline }: Rivals, comparing: Comparing): OpenContrast | string {
  const failures = [method, baseline].map((rows) => failureText(rows)).filter((text) => text !== undefined);
  if (failures.length > 0) return failures.join('; ');
  const pairs = pairsOf(method, baseline);
  if (pairs.length < 2) return pairs.length === 1 ? 'only one common seed' : 'no common seed';
  const differences = pairs.map(({ value, baseline: other }) => value - other);
  const alike = isAlike(differences, Math.max(...pairs.map(({ value }) => Math.abs(value))));
  const { metric = '', higherIsBetter = false } = method[0] ?? {};
  const margin = marginOf(comparing.relevant, metric);
  const { level, resamples, seed, interval } = comparing;
  const purpose = `differences/${nameOf(method[0])}/${nameOf(baseline[0])}`;
  return {
    seeds: pairs.map((pair) => pair.seed),
    differences,
    difference: mean(differences),
    interval: intervalOfMean(interval, differences, { level, resamples, seed, purpose }),
    ...testOf(differences, alike ? 'sign-flip' : comparing.test, seed),
    effect: effectSize(differences),
    wins: differences.filter((difference) => (higherIsBetter ? difference > 0 : difference < 0)).length,
    ties: differences.filter((difference) => difference === 0).length,
    equivalence: margin && openEquivalence(pairs, margin),
  };
}

function openEquivalence(pairs: readonly Pair[], margin: Margin): Omit<Equivalence, 'adjusted'> {
  const size = sizeOf(margin, mean(pairs.map(({ baseline }) => baseline)));
  return { margin: size, p: equivalenceP(pairs, margin) };
}

/** The values of two methods on the seeds that both have. */
export function pairsOf(method: readonly Outcome[], baseline: readonly Outcome[]): readonly Pair[] {
  const partner = new Map(baseline.map(({ seed, value }) => [seed, value]));
  return method.flatMap(({ seed, value }) => {
    const other = partner.get(seed);
    return other === undefined ? [] : [{ seed, value, baseline: other }];
  });
}

function testOf(
  differences: readonly number[],
  test: PairedTest,
  seed: number,
): Pick<Contrast, 'test' | 'p' | 'signFlip'> {
  const signFlip = signFlipTest(differences, seed).p;
  return { test, p: test === 'sign-flip' ? signFlip : pairedTTest(differences).p, signFlip };
}

function failureText(rows: readonly Outcome[]): string | undefined {
  const failed = rows.filter(({ value }) => !Number.isFinite(value));
  if (failed.length === 0) return undefined;
  return `${failed.length} of ${rows.length} runs of ${failed[0]?.method} gave no finite value`;
}
