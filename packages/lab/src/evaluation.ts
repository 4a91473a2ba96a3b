import {
  type DrawScheme,
  type EvaluationRow,
  type ExactQuestion,
  type ExactValues,
  independentDraws,
  type Metric,
  type PerfectComparison,
  type Points,
  type Problem,
  randomStream,
  required,
  timeGrid,
} from '@highorder/core';
import type { Named } from '@highorder/runtime';
import { type AskedFlow, answerQuestions } from './flow-answers.ts';
import { giveTurn } from './give-turn.ts';
import type { ExactMemory } from './remembered/exact-memory.ts';
import { type RecallExact, rememberExact } from './remembered/remember-exact.ts';

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

/** What is evaluated; the signal gives the evaluation up, with its reason. */
export interface EvaluationRequest extends AskedFlow {
  /** Where it is remembered what metrics know of the exact flow, which takes long to compute; nowhere where absent. */
  readonly memory?: ExactMemory | undefined;
}

/** Samples the flow at every number of steps and measures it, with floors from independent draws of the truth. */
export async function evaluateFlow(request: EvaluationRequest): Promise<EvaluationResult> {
  const { experiment } = request.model;
  const { source, target, interpolant } = experiment;
  const problem: Problem = { source, target, interpolant };
  const { metrics, skipped } = suitableMetrics(experiment.metrics, problem);
  const draws = new Map<string, SchemeDraws>();
  for (const scheme of schemesOf(metrics)) draws.set(scheme.name, await drawScheme(request, scheme));
  const rows: EvaluationRow[] = [];
  for (const { component } of metrics) {
    const { name } = component.scheme ?? independentDraws;
    const drawn = required(draws.get(name), `No draws of scheme ${name}.`);
    rows.push(...(await metricRows(request, problem, component, drawn)));
  }
  const plain = required(draws.get(independentDraws.name), 'Independent points are always drawn.');
  return {
    evaluation: { rows, skipped },
    source: plain.source,
    target: plain.reference,
    sampleSets: plain.sampleSets,
  };
}

function suitableMetrics(all: readonly Named<Metric>[], problem: Problem) {
  const judged = all.map((metric) => ({ metric, reason: metric.component.unsuitable?.(problem) }));
  const metrics = judged.flatMap(({ metric, reason }) => (reason === undefined ? [metric] : []));
  const skipped = judged.flatMap(({ metric, reason }) =>
    reason === undefined ? [] : [{ metric: metric.use, reason }],
  );
  return { metrics, skipped };
}

interface SchemeDraws {
  readonly scheme: DrawScheme;
  readonly source: Points;
  readonly reference: Points;
  readonly sampleSets: readonly SampleSet[];
  /** Draws for the floor. */
  readonly truths: readonly Truth[];
}

/** Two draws of the target, and one of the source for what a perfect flow would make of it. */
interface Truth {
  readonly source: Points;
  readonly first: Points;
  readonly second: Points;
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
  { model, sampler, parameters, signal }: EvaluationRequest,
  scheme: DrawScheme,
): Promise<SchemeDraws> {
  const { seed, source, target, evaluation } = model.experiment;
  const draw = (side: 'source' | 'target', purpose: string, index = 0) =>
    scheme.draw(
      side === 'source' ? source : target,
      evaluation.samples,
      randomStream({ seed, purpose: `evaluation/${scheme.name}/${purpose}`, index }),
    );
  const sources = draw('source', 'source');
  const sampleSets: SampleSet[] = [];
  for (const steps of evaluation.steps) {
    sampleSets.push({ steps, samples: await sampler({ parameters, sources, steps, signal }) });
  }
  const truths = Array.from({ length: evaluation.draws }, (_, index) => ({
    source: draw('source', 'floor-source', index),
    first: draw('target', 'floor-first', index),
    second: draw('target', 'floor-second', index),
  }));
  return { scheme, source: sources, reference: draw('target', 'reference'), sampleSets, truths };
}

async function metricRows(
  request: EvaluationRequest,
  problem: Problem,
  metric: Metric,
  draws: SchemeDraws,
): Promise<readonly EvaluationRow[]> {
  const { model, signal } = request;
  const { evaluation, integrator, orders } = model.experiment;
  const { clock } = model.view;
  const about = { problem, clock, ...(metric.ask === undefined ? {} : { orders }) };
  const recall = recallOf(request, metric);
  const floors: Readonly<Record<string, number>>[] = [];
  for (const truth of draws.truths) {
    await giveTurn(signal);
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
    await giveTurn(signal);
    const times = timeGrid(clock, steps);
    const values = metric.measure({ generated: samples, reference, problem, source, times, flow, exact });
    for (const [name, value] of Object.entries(values)) {
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
      });
    }
  }
  return rows;
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
  { source, first, second }: Truth,
  about: Omit<PerfectComparison, 'source' | 'reference'>,
  recall: RecallExact,
): Readonly<Record<string, number>> {
  const between = () => metric.measure({ generated: first, reference: second, problem: about.problem });
  if (metric.floor === undefined) return between();
  const perfect = { source, reference: second, ...about };
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
