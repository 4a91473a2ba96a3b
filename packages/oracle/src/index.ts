/**
 * Exact facts about Gaussian mixtures, exact fields and flows between them, and draws from them with little noise. Float64, plain arrays.
 *
 * @module
 */
export * from './conditional-derivative.ts';
export * from './exact/exact-answers.ts';
export * from './exact/exact-fields.ts';
export * from './exact/exact-flow.ts';
export * from './exact/mixture-path.ts';
export * from './fair-counts.ts';
export * from './fixed-points/index.ts';
export * from './mixture-density.ts';
export * from './mixture-moments.ts';
export * from './nearest-component.ts';
export * from './normal-quantile.ts';
export * from './sobol.ts';
export { sobolDimensions } from './sobol-directions.ts';
export * from './stratified-draws.ts';
export * from './problem-mixture.ts';
