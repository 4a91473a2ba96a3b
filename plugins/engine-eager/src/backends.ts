import { HighOrderError, InputError, tf } from '@highorder/core';
import { selectBackend } from '@highorder/engine';

/** The TensorFlow.js backends that run in Node, fastest first. */
export const backendNames = ['tensorflow', 'wasm', 'cpu'] as const;

export type BackendName = (typeof backendNames)[number];

/** How a backend is brought up. */
export interface BackendRequest {
  /** Threads of the `tensorflow` backend; the others have one. */
  readonly threads: number;
}

/** A backend that works. */
export interface LoadedBackend {
  readonly backend: BackendName;
  readonly version: string;
  readonly threads: number;
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
    'Install it with `npm install @tensorflow/tfjs-node`, which downloads TensorFlow (Node 20 or 22), or choose backend wasm.',
  wasm: 'Install it with `npm install @tensorflow/tfjs-backend-wasm`, or choose backend cpu.',
  cpu: 'Install it with `npm install @tensorflow/tfjs`.',
};

type Loader = (request: BackendRequest) => Promise<Omit<LoadedBackend, 'backend'>>;

const loaders: Readonly<Record<BackendName, Loader>> = {
  tensorflow: loadTensorflow,
  wasm: loadWasm,
  cpu: async () => ({ version: tf.version.tfjs, threads: 1 }),
};

/** The package is optional; a name that the compiler does not look up lets the code compile without it. */
const tensorflowPackage: string = '@tensorflow/tfjs-node';

async function loadTensorflow({ threads }: BackendRequest): Promise<Omit<LoadedBackend, 'backend'>> {
  if (!isInitialized('tensorflow')) {
    // The library reads these once, when it starts.
    process.env['TF_CPP_MIN_LOG_LEVEL'] ??= '2';
    process.env['TF_NUM_INTRAOP_THREADS'] = String(threads);
    await import(tensorflowPackage);
  }
  requireThreads(threads);
  return { version: tensorflowVersion(), threads };
}

async function loadWasm(): Promise<Omit<LoadedBackend, 'backend'>> {
  await import('@tensorflow/tfjs-backend-wasm');
  const factory = tf.findBackendFactory('wasm');
  if (!isInitialized('wasm')) {
    // While TensorFlow.js waits for a backend, no operation runs on any other. So it is made here, and TensorFlow.js
    // is given the finished one.
    const finished = await factory();
    if (!isInitialized('wasm')) {
      tf.removeBackend('wasm');
      tf.registerBackend('wasm', () => finished);
    }
  }
  return { version: tf.version.tfjs, threads: 1 };
}

function isInitialized(backend: BackendName): boolean {
  return Object.hasOwn(tf.engine().registry, backend);
}

function requireThreads(threads: number): void {
  const started = process.env['TF_NUM_INTRAOP_THREADS'];
  if (started === String(threads)) return;
  throw new InputError({
    where: 'engine eager',
    message: `TensorFlow runs in this process already, with ${started ?? 'a default number of'} threads, and cannot change to ${threads}.`,
    fix: 'Give all engines of a process the same number of threads.',
  });
}

/** Such as `4.22.0 (TensorFlow 2.9.1)`. */
function tensorflowVersion(): string {
  const backend: object = tf.findBackend('tensorflow');
  const binding = 'binding' in backend ? backend.binding : undefined;
  const known = typeof binding === 'object' && binding !== null && 'TF_Version' in binding;
  return `${tf.version.tfjs} (TensorFlow ${known ? binding.TF_Version : 'of unknown version'})`;
}

/** Some installations load and then fail at the first operation, such as the `tensorflow` backend in Node 23. */
function requireWorking(backend: BackendName): void {
  selectBackend(backend);
  const sum = tf.tidy(() => tf.add(tf.scalar(1), tf.scalar(2)).dataSync()[0]);
  if (sum === 3) return;
  throw new HighOrderError({ message: `The ${backend} backend says that 1 + 2 is ${sum}.` });
}
