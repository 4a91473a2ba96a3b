import {
  type Comparison,
  type EvaluationRow,
  type ExactQuestion,
  type ExactValues,
  firstRows,
  type Metric,
  notFiniteRows,
  type PerfectComparison,
  type Points,
  type Problem,
  timeGrid,
} from '@highorder/core';
import type { Named } from '@highorder/runtime';
import type { EvaluationRequest, SampleSet, SchemeDraws } from './evaluation.ts';
import { answerQuestions } from './flow-answers.ts';
import type { FloorDraw } from './floor-draws.ts';
import type { Progress } from './measuring-progress.ts';
import { type RecallExact, rememberExact } from './remembered/remember-exact.ts';

/** One metric, and all that it is measured on. */
export interface MeasureRequest {
  readonly request: EvaluationRequest;
  readonly problem: Problem;
  readonly metric: Named<Metric>;
  readonly draws: SchemeDraws;
  readonly progress: Progress;
}

type Values = Readonly<Record<string, number>>;

/** The rows of one metric: each of its values at each number of steps, beside its floor. It sees no more than its `points`. */
export async function measureMetric({
  request,
  problem,
  metric: { use, component: metric },
  draws: all,
  progress,
}: MeasureRequest): Promise<readonly EvaluationRow[]> {
  const { evaluation, integrator, orders } = request.model.experiment;
  const { clock } = request.model.view;
  const draws = beginnings(all, metric.points ?? Infinity);
  const about = { problem, clock, ...(metric.ask === undefined ? {} : { orders }) };
  const recall = recallOf(request, metric);
  const floors: Values[] = [];
  for (const [index, truth] of draws.truths.entries()) {
    await progress.next(`${use}, floor ${index + 1} of ${draws.truths.length}`);
    floors.push(floorOf(metric, truth, about, recall));
  }
  const { source, reference } = draws;
  const drawn = { source, reference, ...about };
  const questions = metric.ask?.(drawn);
  const flow = questions && (await answerQuestions(request, questions));
  const sets = flow === undefined ? draws.sampleSets : mostSteps(draws.sampleSets);
  const exact = exactOf(metric, { ...drawn, grids: sets.map(({ steps }) => timeGrid(clock, steps)) }, recall);
  const rows: EvaluationRow[] = [];
  for (const { steps, samples } of sets) {
    await progress.next(`${use}, ${steps} steps`);
    const times = timeGrid(clock, steps);
    const found = valuesOf(metric, { generated: samples, reference, problem, source, times, flow, exact });
    for (const [name, value] of Object.entries(found.values)) {
      const pValue = found.pValues[name];
      const { mean, deviation } = summarize(floors.map((floor) => Number(floor[name])));
      rows.push({
        metric: name,
        steps,
        evaluations: steps * integrator.component.evaluations,
        value,
        floor: mean,
        floorDeviation: deviation,
        ...(metric.higherIsBetter?.includes(name) ? { higherIsBetter: true } : {}),
        samples: Math.min(evaluation.samples, metric.points ?? Infinity),
        draws: floors.length,
        ...(pValue === undefined ? {} : { pValue }),
        ...(found.notFinite === 0 ? {} : { notFinite: found.notFinite }),
      });
    }
  }
  return rows;
}

/** The first points of all draws. */
function beginnings(draws: SchemeDraws, limit: number): SchemeDraws {
  const first = (points: Points) => firstRows(points, limit);
  return {
    scheme: draws.scheme,
    source: first(draws.source),
    reference: first(draws.reference),
    sampleSets: draws.sampleSets.map(({ steps, samples }) => ({ steps, samples: first(samples) })),
    truths: draws.truths.map((truth) => ({
      start: first(truth.start),
      first: first(truth.first),
      second: first(truth.second),
    })),
  };
}

interface MeasuredSet {
  readonly values: Values;
  readonly pValues: Values;
  readonly notFinite: number;
}

/**
 * What the metric says of one set of samples. Where any sample is not finite no value is given: the set is no draw of anything, and
 * what the finite rest scores would flatter the flow. The names of the values are then those between the reference and itself. A metric
 * that asks the flow is measured on its answers.
 */
function valuesOf(metric: Metric, comparison: Comparison): MeasuredSet {
  const notFinite = comparison.flow === undefined ? notFiniteRows(comparison.generated) : 0;
  if (notFinite === 0) {
    return { values: metric.measure(comparison), pValues: metric.pValues?.(comparison) ?? {}, notFinite };
  }
  const names = Object.keys(metric.measure({ ...comparison, generated: comparison.reference }));
  return { values: Object.fromEntries(names.map((name) => [name, Number.NaN])), pValues: {}, notFinite };
}

function mostSteps(sets: readonly SampleSet[]): readonly SampleSet[] {
  return sets.toSorted((one, other) => other.steps - one.steps).slice(0, 1);
}

function recallOf({ model, memory }: EvaluationRequest, metric: Metric): RecallExact {
  const place = model.experiment.metrics.findIndex(({ component }) => component === metric);
  return memory === undefined ? (_, compute) => compute() : rememberExact(model.experiment, place, memory);
}

function exactOf(metric: Metric, about: ExactQuestion, recall: RecallExact): ExactValues | undefined {
  const { grids } = about;
  return metric.exact && recall({ known: 'exact', about, grids }, () => metric.exact?.(about) ?? {});
}

/**
 * What a perfect flow scores, or else the metric between two draws of the truth. Only the former is remembered: it takes long, and
 * follows from numbers alone.
 */
function floorOf(
  metric: Metric,
  { start, first, second }: FloorDraw,
  about: Omit<PerfectComparison, 'source' | 'reference'>,
  recall: RecallExact,
): Readonly<Record<string, number>> {
  const between = () => metric.measure({ generated: first, reference: second, problem: about.problem });
  if (metric.floor === undefined) return between();
  const perfect = { source: start, reference: second, ...about };
  const found = recall({ known: 'floor', about: perfect }, () =>
    asLists(metric.floor?.(perfect) ?? between()),
  );
  return Object.fromEntries(Object.entries(found).map(([name, values]) => [name, Number(values[0])]));
}

function asLists(values: Readonly<Record<string, number>>): ExactValues {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, [value]]));
}

/** Mean and sample standard deviation (0 for a single value). */
function summarize(values: readonly number[]): { readonly mean: number; readonly deviation: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, deviation: values.length < 2 ? 0 : Math.sqrt(squares / (values.length - 1)) };
}
