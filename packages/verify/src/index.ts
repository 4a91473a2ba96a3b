/**
 * What an objective converges to, told by exact fields in place of networks, and where the error of a trained run comes from.
 *
 * @module
 */
export type { CurvePoint, ErrorCurve } from './endpoint-curve.ts';
export type { Facts } from './facts.ts';
export type { Finding, Topic } from './findings.ts';
export type { LinearYardstick } from './linear-yardstick.ts';
export type { MeasuredOrder } from './measured-order.ts';
export { short, spread } from './numbers.ts';
export type { OneStepSplit } from './one-step-split.ts';
export { type Verification, verifyExperiment } from './verify-experiment.ts';
export { type RunSplit, type RunVerification, runCurves, verifyRun } from './run/verify-run.ts';
