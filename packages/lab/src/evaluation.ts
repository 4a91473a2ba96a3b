import {
  type DrawScheme,
  type EngineArray,
  type EvaluationRow,
  independentDraws,
  type Metric,
  type Points,
  type Problem,
  randomStream,
  required,
} from '@highorder/core';
import type { Named } from '@highorder/runtime';
import type { Model } from './model.ts';
import type { Sampler } from './sampler.ts';

/** A metric that says nothing about this problem. */
export interface SkippedMetric {
  readonly metric: string;
  readonly reason: string;
}

/** How good a flow is, metric by metric, beside each metric's noise floor. */
export interface Evaluation {
  readonly rows: readonly EvaluationRow[];
  readonly skipped: readonly SkippedMetric[];
}

/** Samples of one number of steps from independent source points. */
export interface SampleSet {
  readonly steps: number;
  readonly samples: Points;
}

/** An evaluation and the points behind it, in the data's own units. */
export interface EvaluationResult {
  readonly evaluation: Evaluation;
  readonly source: Points;
  readonly target: Points;
  readonly sampleSets: readonly SampleSet[];
}

/** Samples the flow at every number of steps and measures it, with floors from independent draws of the truth. */
export async function evaluateFlow(
  model: Model,
  sampler: Sampler,
  parameters: EngineArray,
): Promise<EvaluationResult> {
  const { experiment } = model;
  const problem: Problem = { source: experiment.source, target: experiment.target };
  const skipped = experiment.metrics.flatMap(({ use, component }) => {
    const reason = component.unsuitable?.(problem);
    return reason === undefined ? [] : [{ metric: use, reason }];
  });
  const names = new Set(skipped.map(({ metric }) => metric));
  const metrics = experiment.metrics.filter(({ use }) => !names.has(use));
  const draws = new Map<string, SchemeDraws>();
  for (const scheme of schemesOf(metrics)) {
    draws.set(scheme.name, await drawScheme(model, sampler, parameters, scheme));
  }
  const rows = metrics.flatMap(({ component }) => {
    const { name } = component.scheme ?? independentDraws;
    return metricRows(model, problem, component, required(draws.get(name), `No draws of scheme ${name}.`));
  });
  const plain = required(draws.get(independentDraws.name), 'Independent points are always drawn.');
  return {
    evaluation: { rows, skipped },
    source: plain.source,
    target: plain.reference,
    sampleSets: plain.sampleSets,
  };
}

interface SchemeDraws {
  readonly scheme: DrawScheme;
  readonly source: Points;
  readonly reference: Points;
  readonly sampleSets: readonly SampleSet[];
  /** Pairs of draws of the truth, for the floor. */
  readonly truths: readonly { readonly first: Points; readonly second: Points }[];
}

/** The schemes that the metrics want, independent points first and always: they are kept for figures. */
function schemesOf(metrics: readonly Named<Metric>[]): readonly DrawScheme[] {
  const byName = new Map([[independentDraws.name, independentDraws]]);
  for (const { component } of metrics) {
    if (component.scheme !== undefined) byName.set(component.scheme.name, component.scheme);
  }
  return [...byName.values()];
}

async function drawScheme(
  { experiment }: Model,
  sampler: Sampler,
  parameters: EngineArray,
  scheme: DrawScheme,
): Promise<SchemeDraws> {
  const { seed, source, target, evaluation } = experiment;
  const draw = (side: 'source' | 'target', purpose: string, index = 0) =>
    scheme.draw(
      side === 'source' ? source : target,
      evaluation.samples,
      randomStream({ seed, purpose: `evaluation/${scheme.name}/${purpose}`, index }),
    );
  const sources = draw('source', 'source');
  const sampleSets: SampleSet[] = [];
  for (const steps of evaluation.steps) {
    sampleSets.push({ steps, samples: await sampler({ parameters, sources, steps }) });
  }
  const truths = Array.from({ length: evaluation.draws }, (_, index) => ({
    first: draw('target', 'floor-first', index),
    second: draw('target', 'floor-second', index),
  }));
  return { scheme, source: sources, reference: draw('target', 'reference'), sampleSets, truths };
}

function metricRows(
  { experiment }: Model,
  problem: Problem,
  metric: Metric,
  draws: SchemeDraws,
): EvaluationRow[] {
  const floors = draws.truths.map(({ first, second }) =>
    metric.measure({ generated: first, reference: second, problem }),
  );
  return draws.sampleSets.flatMap(({ steps, samples }) => {
    const values = metric.measure({ generated: samples, reference: draws.reference, problem });
    return Object.entries(values).map(([name, value]) => {
      const { mean, deviation } = summarize(floors.map((floor) => Number(floor[name])));
      return {
        metric: name,
        steps,
        evaluations: steps * experiment.integrator.component.evaluations,
        value,
        floor: mean,
        floorDeviation: deviation,
        samples: Math.min(experiment.evaluation.samples, metric.points ?? Infinity),
      };
    });
  });
}

/** Mean and sample standard deviation (0 for a single value). */
function summarize(values: readonly number[]): { readonly mean: number; readonly deviation: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, deviation: values.length < 2 ? 0 : Math.sqrt(squares / (values.length - 1)) };
}
