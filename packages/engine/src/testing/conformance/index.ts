/**
 * The one suite that holds every executor of graphs to the plain backend, for tests alone.
 *
 * @module
 */
export { expectAgreement, expectNumbers } from './agreement.ts';
export type { Bench, Example, Numbers } from './bench.ts';
export { farBelowZero } from './check-digits.ts';
export * from './executor-conformance.ts';
export type { Expectation, ExpectationName } from './expectations.ts';
export { type Sketch, sketch } from './sketch.ts';
