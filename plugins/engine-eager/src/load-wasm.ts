import { tf } from '@highorder/core';
import { isInitialized, type LoadedVersion } from './loaded-backend.ts';
import { replaceSlowKernels } from './wasm-kernels.ts';

/** Brings up the WebAssembly backend, with faster kernels, while work on other backends may go on. */
export async function loadWasm(): Promise<LoadedVersion> {
  await import('@tensorflow/tfjs-backend-wasm');
  const factory = tf.findBackendFactory('wasm');
  if (!isInitialized('wasm')) {
    // While TensorFlow.js waits for a backend, no operation runs on any other. So it is made here, and TensorFlow.js
    // is given the finished one.
    const finished = await withoutTraps(factory);
    if (!isInitialized('wasm')) {
      tf.removeBackend('wasm');
      tf.registerBackend('wasm', () => finished);
    }
  }
  replaceSlowKernels();
  return { version: tf.version.tfjs, threads: 1 };
}

const trappedEvents = ['uncaughtException', 'unhandledRejection'] as const;

/**
 * The WebAssembly module sets traps for uncaught errors that throw the error again, so that Node prints the module's
 * whole source before it. They are taken away.
 */
async function withoutTraps<Result>(start: () => Result | Promise<Result>): Promise<Result> {
  const events: NodeJS.EventEmitter = process;
  const before = new Set(trappedEvents.flatMap((event) => events.listeners(event)));
  const result = await start();
  for (const event of trappedEvents) {
    for (const listener of events.listeners(event)) {
      if (!before.has(listener) && isTrap(listener)) events.off(event, listener as () => void);
    }
  }
  return result;
}

/** Others may listen since too; only the traps do nothing but throw. */
function isTrap(listener: unknown): boolean {
  return /^function\s*\(\w+\)\s*\{[^;]*throw \w+;?[\s}]+$/.test(String(listener));
}
