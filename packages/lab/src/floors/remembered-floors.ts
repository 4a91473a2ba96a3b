import type { PerfectComparison } from '@highorder/core';
import { builtInPlugins, type Experiment } from '@highorder/runtime';
import { codeVersion } from './code-version.ts';
import { floorKey } from './floor-key.ts';
import type { Floor, FloorMemory } from './floor-memory.ts';

/** What the floors of every built-in metric are computed with, beside its own package. */
const SHARED = ['@highorder/core', '@highorder/oracle'];

/** The floor of a metric for these draws: remembered, or computed and remembered. */
export type RecallFloor = (about: PerfectComparison, compute: () => Floor) => Floor;

/**
 * How floors of the metric at a place of `evaluation.metrics` are recalled. A metric from outside of this workspace is always
 * computed, for nothing here knows when its code changes.
 */
export function rememberedFloors(experiment: Experiment, place: number, memory: FloorMemory): RecallFloor {
  const { settings } = experiment.resolved;
  const metric = settings.evaluation.metrics[place];
  const built = builtInPlugins.find(({ kind, name }) => kind === 'metric' && name === metric?.name);
  const code = built && codeVersion([built.package, ...SHARED]);
  if (metric === undefined || code === undefined) return (_, compute) => compute();
  const { name, options } = settings.interpolant;
  return (about, compute) => {
    const path = { name, options };
    const key = floorKey({ ...about, path, metric: { name: metric.name, options: metric.options }, code });
    return key === undefined ? compute() : memory.recall(key, compute);
  };
}
