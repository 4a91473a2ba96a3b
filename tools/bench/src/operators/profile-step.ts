import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { required } from '@highorder/core';
import { countGraph, type Graph, onnxModel, recordToRun, simplify, sumsAsProducts } from '@highorder/engine';
import { createModel, createTrainer, trainingStep } from '@highorder/lab';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { openWork } from '../works/open-experiment.ts';
import { type OperatorTime, operatorTimes } from './operator-times.ts';

/** Where the time of a step of training goes. */
export interface StepProfile {
  /** Of a step without the profiler, the calling of the library from JavaScript included. */
  readonly milliseconds: number;
  /** Of products of matrices in one step. */
  readonly productFlops: number;
  /** Slowest first. */
  readonly operators: readonly OperatorTime[];
}

export interface ProfileRequest {
  readonly sources: readonly string[];
  readonly overrides: readonly string[];
  /** Seconds for each of two measurements, with the profiler and without. */
  readonly seconds: number;
}

/** Runs the graph of a step again and again on one thread, the same inputs every time, and asks ONNX Runtime's own profiler. */
export async function profileStep({ sources, overrides, seconds }: ProfileRequest): Promise<StepProfile> {
  const experiment = await openWork({ sources, overrides, engine: { use: 'onnx' }, threads: 1 });
  await experiment.engine.open();
  const model = createModel(experiment);
  const trainer = createTrainer(model, experiment.engine);
  const { arrays } = trainer.inputs(trainer.begin());
  const graph = needed(sumsAsProducts.run(simplify(recordToRun(trainingStep(model), arrays))));
  const feeds = Object.fromEntries(
    graph.inputs.map(({ name, value }) => [
      name,
      new Tensor('float32', required(arrays[name], `The step has an input "${name}".`).read(), value.shape),
    ]),
  );
  const folder = mkdtempSync(join(tmpdir(), 'highorder-bench-'));
  try {
    const { bytes } = onnxModel(graph);
    const milliseconds = await timeOf(await InferenceSession.create(bytes, options()), feeds, seconds);
    const profiled = await InferenceSession.create(bytes, options(join(folder, 'profile')));
    await timeOf(profiled, feeds, seconds);
    profiled.endProfiling();
    const [file = ''] = readdirSync(folder);
    return {
      milliseconds,
      productFlops: countGraph(graph).total.matrixProducts,
      operators: operatorTimes(readFileSync(join(folder, file), 'utf8')),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** As the engine has it. */
function options(profile?: string): InferenceSession.SessionOptions {
  return {
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
    graphOptimizationLevel: 'all',
    extra: { optimization: { disable_specified_optimizers: 'GemmTransposeFusion' } },
    logSeverityLevel: 3,
    ...(profile === undefined ? {} : { enableProfiling: true, profileFilePrefix: profile }),
  };
}

/** Milliseconds a run, after a tenth of the time to warm up. */
async function timeOf(
  session: InferenceSession,
  feeds: InferenceSession.FeedsType,
  seconds: number,
): Promise<number> {
  await runFor(session, feeds, seconds / 10);
  return runFor(session, feeds, seconds);
}

async function runFor(
  session: InferenceSession,
  feeds: InferenceSession.FeedsType,
  seconds: number,
): Promise<number> {
  const start = performance.now();
  let runs = 0;
  while (performance.now() - start < seconds * 1000) {
    await session.run(feeds);
    runs += 1;
  }
  return (performance.now() - start) / runs;
}

function needed(graph: Graph): Graph {
  const used = new Set(graph.nodes.flatMap(({ inputs }) => inputs));
  return { ...graph, inputs: graph.inputs.filter(({ value }) => used.has(value)) };
}
