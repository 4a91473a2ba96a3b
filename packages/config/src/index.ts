/**
 * From YAML text and the command line to a frozen, checked experiment whose every value knows its origin.
 *
 * @module
 */
export { closestName } from './closest.ts';
export {
  type ComposeRequest,
  composeExperiment,
  type LaterMistake,
  type ResolvedExperiment,
  recomposeExperiment,
} from './compose.ts';
export { composeProblem, type ResolvedProblem } from './compose-problem.ts';
export { ConfigurationError } from './configuration-error.ts';
export { type ExperimentSettings, experimentSchema } from './experiment-schema.ts';
export type { Leaf } from './located.ts';
export {
  type CommandLineOrigin,
  type DefaultOrigin,
  type FileOrigin,
  formatOrigin,
  type Origin,
} from './origin.ts';
export { formatProblem, type Problem, type ProblemCode } from './problem.ts';
export type { Registry } from './registry.ts';
export { isResolvedComponent, type ResolvedComponent } from './resolved-component.ts';
export { experimentJsonSchema, sweepJsonSchema } from './json-schema.ts';
export type { JsonSchema } from './schema-writer.ts';
export type { PointChange, PointRequest } from './sweep/compose-point.ts';
export { type ResolvedSweep, resolveSweep, type SweepRequest } from './sweep/resolve-sweep.ts';
export { MOST_JOBS, type SweepSettings, sweepFields } from './sweep/sweep-schema.ts';
