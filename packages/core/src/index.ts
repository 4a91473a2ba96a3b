/**
 * The interfaces of HighOrder and what every plugin builds on.
 *
 * @module
 */
export * from './callback.ts';
export * from './guarded-callback.ts';
export * from './clock.ts';
export * from './component.ts';
export * from './components.ts';
export * from './coupling.ts';
export { defineKind, type KindDefinition } from './define-kind.ts';
export * from './define-plugin.ts';
export * from './distribution.ts';
export * from './engine.ts';
export * from './error.ts';
export * from './files.ts';
export * from './flow.ts';
export * from './flow-questions.ts';
export * from './integrator.ts';
export * from './interpolant.ts';
export * from './interval.ts';
export * from './jet.ts';
export * from './kinds.ts';
export * from './launcher.ts';
export * from './loss-term.ts';
export * from './metric.ts';
export * from './gaussian-mixture.ts';
export * from './mixture.ts';
export * from './optimizer.ts';
export * from './one-line.ts';
export * from './order-head.ts';
export * from './parameters.ts';
export * from './path.ts';
export * from './path-start.ts';
export * from './points.ts';
export * from './preconditioning.ts';
export * from './random/stream.ts';
export * from './scaling.ts';
export * from './services.ts';
export * from './select-rank.ts';
export * from './squared-distances.ts';
export * from './stop-gradient.ts';
export * from './tensor.ts';
export * from './time-sampler.ts';
