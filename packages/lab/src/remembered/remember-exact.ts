import type { ExactValues, PerfectComparison } from '@highorder/core';
import { builtInPlugins, type Experiment } from '@highorder/runtime';
import { codeVersion } from './code-version.ts';
import type { ExactMemory } from './exact-memory.ts';
import { type KnownOf, questionKey } from './question-key.ts';

/** What the exact values of every built-in metric are computed with, beside its own package. */
const SHARED = ['@highorder/core', '@highorder/oracle'];

/** What a metric is asked of the exact flow. */
export interface ExactRequest {
  readonly known: KnownOf;
  readonly about: PerfectComparison;
  /** The times of the sampler's steps, where they matter. */
  readonly grids?: readonly Float64Array[];
}

/** What a metric knows of the exact flow for these draws: remembered, or computed and remembered. */
export type RecallExact = (request: ExactRequest, compute: () => ExactValues) => ExactValues;

/**
 * How exact values of the metric at a place of `evaluation.metrics` are recalled. A metric from outside of this workspace is
 * always computed, for nothing here knows when its code changes.
 */
export function rememberExact(experiment: Experiment, place: number, memory: ExactMemory): RecallExact {
  const { settings } = experiment.resolved;
  const metric = settings.evaluation.metrics[place];
  const built = builtInPlugins.find(({ kind, name }) => kind === 'metric' && name === metric?.name);
  const code = built && codeVersion([built.package, ...SHARED]);
  if (metric === undefined || code === undefined) return (_, compute) => compute();
  const { name, options } = settings.interpolant;
  const by = { code, path: { name, options }, metric: { name: metric.name, options: metric.options } };
  return ({ about, known, grids = [] }, compute) => {
    const key = questionKey({ ...about, ...by, known, grids });
    return key === undefined ? compute() : memory.recall(key, compute);
  };
}
