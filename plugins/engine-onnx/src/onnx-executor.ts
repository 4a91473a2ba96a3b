import { HighOrderError, required } from '@highorder/core';
import {
  countGraph,
  type Graph,
  type GraphExecutor,
  type OnnxModel,
  onnxModel,
  sumsAsProducts,
} from '@highorder/engine';
import type { InferenceSession, Tensor, TypedTensor } from 'onnxruntime-node';
import type { OnnxRuntime } from './load-onnxruntime.ts';

/** An array of ONNX Runtime, in memory that JavaScript sees as well. */
export type OnnxArray = TypedTensor<'float32'>;

/** How ONNX Runtime runs a graph. */
export interface OnnxExecutorOptions {
  readonly threads: number;
}

/**
 * Runs graphs with ONNX Runtime. Outputs are in the library's memory and are inputs of the next call as they are; what
 * is released is freed when JavaScript's garbage is collected.
 */
export function onnxExecutor(
  runtime: OnnxRuntime,
  { threads }: OnnxExecutorOptions,
): GraphExecutor<OnnxArray> {
  return {
    async prepare(graph) {
      const model = onnxModel(sumsAsProducts.run(graph));
      const session = await openSession(runtime, model, sessionOptions(gainsByThreads(graph) ? threads : 1));
      return { run: (inputs) => runSession(session, model, inputs) };
    },
    upload: (values, shape) => new runtime.Tensor('float32', values.slice(), shape),
    read: ({ data }) => Float32Array.from(data),
    release: () => undefined,
  };
}

/**
 * A call of fewer FLOPs, about a millisecond's, is faster on one thread: its operations are over before another has
 * woken up. `npm run bench -- step --threads 2` shows it at 800 x 100 and 256 x 64.
 */
const FEWEST_FLOPS = 1.5e8;

/** Whether several threads are faster than one. Either way gives the same bits. */
function gainsByThreads(graph: Graph): boolean {
  return countGraph(graph).total.flops >= FEWEST_FLOPS;
}

function sessionOptions(threads: number): InferenceSession.SessionOptions {
  return {
    executionProviders: ['cpu'],
    executionMode: 'sequential',
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    graphOptimizationLevel: 'all',
    // Narrow products are turned on purpose; this would turn them back.
    extra: { optimization: { disable_specified_optimizers: 'GemmTransposeFusion' } },
    // Errors only: its warnings are about optimizations that do not apply.
    logSeverityLevel: 3,
  };
}

async function openSession(
  { InferenceSession }: OnnxRuntime,
  { bytes }: OnnxModel,
  options: InferenceSession.SessionOptions,
): Promise<InferenceSession> {
  try {
    return await InferenceSession.create(bytes, options);
  } catch (error) {
    throw failed('ONNX Runtime does not take the graph', error);
  }
}

async function runSession(
  session: InferenceSession,
  { inputs: names, outputs }: OnnxModel,
  inputs: readonly OnnxArray[],
): Promise<readonly OnnxArray[]> {
  const feeds: Record<string, OnnxArray> = {};
  names.forEach((name, index) => {
    feeds[name] = required(inputs[index], 'A graph is given all its inputs.');
  });
  const results = await runOrExplain(session, feeds);
  return outputs.map((name) => floats(results[name], name));
}

async function runOrExplain(
  session: InferenceSession,
  feeds: InferenceSession.FeedsType,
): Promise<InferenceSession.ReturnType> {
  try {
    return await session.run(feeds);
  } catch (error) {
    throw failed('ONNX Runtime stopped', error);
  }
}

function floats(result: Tensor | undefined, name: string): OnnxArray {
  if (result !== undefined && isFloats(result)) return result;
  const found = result === undefined ? 'no output' : `${result.type} as the output`;
  throw new HighOrderError({ message: `ONNX Runtime gave ${found} "${name}".` });
}

function isFloats(tensor: Tensor): tensor is OnnxArray {
  return tensor.type === 'float32';
}

function failed(what: string, cause: unknown): HighOrderError {
  return new HighOrderError({
    where: 'engine onnx',
    message: `${what}: ${cause instanceof Error ? cause.message : String(cause)}`,
    fix: 'Choose engine: { use: eager }.',
    cause,
  });
}
