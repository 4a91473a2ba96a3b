/**
 * What may be said of methods that were run with a few seeds each: intervals, paired tests, effect sizes, verdicts, and how many
 * seeds a question takes. Float64, plain arrays.
 *
 * @module
 */
export * from './compare/compare-methods.ts';
export type { Contrast, Equivalence } from './compare/contrast.ts';
export * from './compare/band-rule.ts';
export { equivalenceP, type Pair } from './compare/equivalence.ts';
export { type Floor, type FloorDistance, floorDistance } from './compare/floor.ts';
export type { FloorGap, FloorStatement } from './compare/floor-gap.ts';
export type { Margin, Relevant, WrittenMargin } from './compare/margin.ts';
export { readMargin } from './compare/margin.ts';
export type { CompareOptions, Comparing, PairedTest } from './compare/options.ts';
export type { Outcome } from './compare/outcome.ts';
export type { Summary } from './compare/summary.ts';
export * from './compare/tally.ts';
export * from './compare/verdict.ts';
export { bcaInterval } from './intervals/bca-interval.ts';
export type { Resampling, Statistic } from './intervals/bootstrap.ts';
export type { ConfidenceInterval, IntervalKind } from './intervals/confidence-interval.ts';
export * from './intervals/interval-of.ts';
export * from './intervals/measure-coverage.ts';
export * from './intervals/median-interval.ts';
export * from './intervals/percentile-interval.ts';
export * from './intervals/student-interval.ts';
export * from './paired/effect-size.ts';
export * from './paired/holm.ts';
export * from './paired/paired-t-test.ts';
export * from './paired/sign-flip-test.ts';
export * from './power/paired-power.ts';
export * from './power/plan-seeds.ts';
export * from './power/samples-needed.ts';
export * from './power/seeds-needed.ts';
export { deviation, mean, median } from './sample.ts';
