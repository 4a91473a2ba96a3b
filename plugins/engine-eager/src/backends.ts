import { tf } from '@highorder/core';
import { loadTensorflow } from './load-tensorflow.ts';
import { loadWasm } from './load-wasm.ts';
import type { BackendRequest, LoadedVersion } from './loaded-backend.ts';
import { requireWorking } from './require-working.ts';

/** The TensorFlow.js backends that run in Node, fastest first. */
export const backendNames = ['tensorflow', 'wasm', 'cpu'] as const;

export type BackendName = (typeof backendNames)[number];

/** A backend that works. */
export interface LoadedBackend extends LoadedVersion {
  readonly backend: BackendName;
}

/**
 * Registers and initializes a backend, quietly, and adds two numbers on it. Throws the library's own error where it
 * does not load. Work on other backends may go on meanwhile.
 */
export async function loadBackend(backend: BackendName, request: BackendRequest): Promise<LoadedBackend> {
  // Production mode: no advertisement on the console.
  tf.env().set('PROD', true);
  const loaded = await loaders[backend](request);
  requireWorking(backend);
  return { backend, ...loaded };
}

/** What to do where a backend does not load. */
export const waysOut: Readonly<Record<BackendName, string>> = {
  tensorflow:
    'In this workspace run `npm run setup:tensorflow`; elsewhere `npm install @tensorflow/tfjs-node`, which downloads TensorFlow (Node 20 or 22). Or choose backend wasm.',
  wasm: 'Install it with `npm install @tensorflow/tfjs-backend-wasm`, or choose backend cpu.',
  cpu: 'Install it with `npm install @tensorflow/tfjs`.',
};

const loaders: Readonly<Record<BackendName, (request: BackendRequest) => Promise<LoadedVersion>>> = {
  tensorflow: loadTensorflow,
  wasm: loadWasm,
  cpu: async () => ({ version: tf.version.tfjs, threads: 1 }),
};
