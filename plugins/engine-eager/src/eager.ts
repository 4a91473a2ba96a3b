import { definePlugin, type EngineDescription, HighOrderError, InputError } from '@highorder/core';
import { reasonOf, tensorEngine } from '@highorder/engine';
import { z } from 'zod';
import { type BackendName, backendNames, type LoadedBackend, loadBackend, waysOut } from './backends.ts';

export default definePlugin({
  kind: 'engine',
  name: 'eager',
  summary: 'Runs TensorFlow.js operations one by one, on TensorFlow, WebAssembly or plain JavaScript.',
  cite: ['smilkov2019tensorflowjs'],
  options: z.strictObject({
    backend: z
      .enum(['auto', ...backendNames])
      .default('auto')
      .describe('Where operations run: tensorflow, wasm, cpu, or auto for the first of these that loads.'),
    threads: z
      .int()
      .positive()
      .default(1)
      .describe('Threads of the tensorflow backend, one number for a process. Others give other last bits.'),
  }),
  create: ({ backend, threads }) =>
    tensorEngine({
      load: () => (backend === 'auto' ? loadFastest(threads) : loadChosen(backend, threads)),
    }),
});

async function loadChosen(backend: BackendName, threads: number): Promise<EngineDescription> {
  try {
    return describe(await loadBackend(backend, { threads }), []);
  } catch (error) {
    if (error instanceof InputError) throw error;
    throw new InputError({
      where: 'engine eager',
      message: `The backend ${backend} does not load: ${reasonOf(error)}.`,
      fix: waysOut[backend],
      cause: error,
    });
  }
}

async function loadFastest(threads: number): Promise<EngineDescription> {
  const notes: string[] = [];
  for (const backend of backendNames) {
    try {
      return describe(await loadBackend(backend, { threads }), notes);
    } catch (error) {
      if (error instanceof InputError) throw error;
      notes.push(`The backend ${backend} does not load: ${reasonOf(error)}.`);
    }
  }
  throw new HighOrderError({ where: 'engine eager', message: `No backend loads. ${notes.join(' ')}` });
}

function describe({ backend, version, threads }: LoadedBackend, notes: readonly string[]): EngineDescription {
  return { engine: 'eager', backend, version, threads, notes };
}
