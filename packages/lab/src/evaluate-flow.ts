import {
  type DrawScheme,
  type EvaluationRow,
  independentDraws,
  type Metric,
  type Problem,
  randomStream,
  required,
} from '@highorder/core';
import type { Named } from '@highorder/runtime';
import type { EvaluationRequest, EvaluationResult, SampleSet, SchemeDraws } from './evaluation.ts';
import { floorDraws } from './floor-draws.ts';
import { measureMetric } from './measure-metric.ts';
import { openProgress, type Progress } from './measuring-progress.ts';

/** Samples the flow at every number of steps and measures it, with floors from independent draws of the truth. */
export async function evaluateFlow(request: EvaluationRequest): Promise<EvaluationResult> {
  const { experiment } = request.model;
  const { source, target, interpolant } = experiment;
  const problem: Problem = { source, target, interpolant };
  const { metrics, skipped } = suitableMetrics(experiment.metrics, problem);
  const schemes = schemesOf(metrics);
  const progress = openProgress(request, schemes, metrics);
  const draws = new Map<string, SchemeDraws>();
  for (const scheme of schemes) draws.set(scheme.name, await drawScheme(request, scheme, progress));
  const rows: EvaluationRow[] = [];
  for (const metric of metrics) {
    const { name } = metric.component.scheme ?? independentDraws;
    const drawn = required(draws.get(name), `No draws of scheme ${name}.`);
    rows.push(...(await measureMetric({ request, problem, metric, draws: drawn, progress })));
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
  progress: Progress,
): Promise<SchemeDraws> {
  const { seed, source, target, evaluation } = model.experiment;
  const draw = (from: typeof source, purpose: string) =>
    scheme.draw(
      from,
      evaluation.samples,
      randomStream({ seed, purpose: `evaluation/${scheme.name}/${purpose}` }),
    );
  const sources = draw(source, 'source');
  const sampleSets: SampleSet[] = [];
  for (const steps of evaluation.steps) {
    await progress.next(`samples, ${steps} steps`);
    sampleSets.push({ steps, samples: await sampler({ parameters, sources, steps, signal }) });
  }
  const truths = floorDraws(model.experiment, scheme);
  return { scheme, source: sources, reference: draw(target, 'reference'), sampleSets, truths };
}
