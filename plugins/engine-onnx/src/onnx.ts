import { definePlugin } from '@highorder/core';
import { compiledEngine } from '@highorder/engine';
import { z } from 'zod';
import { loadOnnxRuntime } from './load-onnxruntime.ts';
import { onnxExecutor } from './onnx-executor.ts';

export default definePlugin({
  kind: 'engine',
  name: 'onnx',
  summary: 'Records whole functions as graphs of operations, and runs them with ONNX Runtime.',
  cite: ['onnxruntime2018'],
  options: z.strictObject({
    threads: z
      .int()
      .positive()
      .default(1)
      .describe(
        'Threads that a large call computes with; a small one is faster on one, and takes one. Same bits.',
      ),
  }),
  create: ({ threads }) =>
    compiledEngine({
      async load() {
        const runtime = await loadOnnxRuntime();
        const version = runtime.env.versions.node ?? runtime.env.versions.common;
        return {
          executor: onnxExecutor(runtime, { threads }),
          description: { engine: 'onnx', backend: 'onnxruntime', version, threads },
        };
      },
    }),
});
