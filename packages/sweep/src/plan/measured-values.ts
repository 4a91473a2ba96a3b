import type { Experiment } from '@highorder/runtime';

/** A value that an experiment is going to report. */
export interface MeasuredValue {
  /** Such as `endpoint-error/median`. */
  readonly name: string;
  /** The numbers of steps of the sampler at which it is measured. */
  readonly steps: readonly number[];
}

/** The values that an experiment is going to report, known before it runs. Those of metrics that say nothing of its problem are none. */
export function measuredValues({
  metrics,
  orders,
  evaluation,
  source,
  target,
  interpolant,
}: Experiment): readonly MeasuredValue[] {
  const problem = { source, target, interpolant };
  return metrics.flatMap(({ use, component }) => {
    if (component.unsuitable?.(problem) !== undefined) return [];
    // What is asked of the flow itself is measured once, with the most steps.
    const steps = component.ask === undefined ? evaluation.steps : [Math.max(...evaluation.steps)];
    return (component.values?.(orders) ?? [use]).map((name) => ({ name, steps }));
  });
}
