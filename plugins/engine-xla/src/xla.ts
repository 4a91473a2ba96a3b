import { definePlugin, type EngineDescription, InputError, type Tensor } from '@highorder/core';
import { compiledEngine, type LoadedExecutor, reasonOf } from '@highorder/engine';
import { z } from 'zod';
import { loadTensorflow } from './load-tensorflow.ts';
import { requireXla } from './probe-xla.ts';
import { xlaExecutor } from './xla-executor.ts';

export default definePlugin({
  kind: 'engine',
  name: 'xla',
  summary: 'Records whole functions as graphs of operations, and runs them with TensorFlow, compiled by XLA.',
  cite: ['abadi2016tensorflow', 'sabne2020xla'],
  options: z.strictObject({
    threads: z
      .int()
      .positive()
      .default(1)
      .describe(
        'Threads that one call computes with, one number for a process. Others give other last bits.',
      ),
  }),
  create: ({ threads }) => compiledEngine({ load: () => load(threads) }),
});

const where = 'engine xla';

async function load(threads: number): Promise<LoadedExecutor<Tensor>> {
  const { exports, version } = await loadTensorflow(threads).catch(notLoading);
  await requireXla(exports).catch(withoutXla);
  const description: EngineDescription = { engine: 'xla', backend: 'tensorflow', version, threads };
  return { executor: xlaExecutor(exports), description };
}

function notLoading(error: unknown): never {
  if (error instanceof InputError) throw error;
  throw new InputError({
    where,
    message: `TensorFlow does not load: ${reasonOf(error)}.`,
    fix: 'In this workspace run `npm run setup:tensorflow`; elsewhere `npm install @tensorflow/tfjs-node` (Node 20 or 22). Or choose engine: { use: onnx }.',
    cause: error,
  });
}

function withoutXla(error: unknown): never {
  throw new InputError({
    where,
    message: `TensorFlow runs here, but without XLA: ${reasonOf(error)}.`,
    fix: 'In this workspace run `npm run setup:tensorflow`, which looks for a library that has it. Or choose engine: { use: onnx }.',
    cause: error,
  });
}
