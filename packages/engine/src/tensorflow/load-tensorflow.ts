import { HighOrderError, InputError, tf } from '@highorder/core';
import { isMissingPackage } from './reason-of.ts';
import { packageName, tensorflowPlaces } from './tensorflow-places.ts';

export * from './reason-of.ts';

/** How the native library is brought up. */
export interface TensorflowRequest {
  /** Such as `engine eager`, for messages. */
  readonly where: string;
  /** Threads that one operation computes with, one number for a process. */
  readonly threads: number;
  /**
   * The environment of the process. The library reads its settings there once, when it starts; and
   * `HIGHORDER_TENSORFLOW` names a folder to load it from.
   */
  readonly environment: Record<string, string | undefined>;
  /** The address of the caller's module: the search for a `.tensorflow` folder goes up from there. */
  readonly near: string;
  /** Imports a module by its address, or a package by its name as the caller finds it. */
  importModule(specifier: string): Promise<unknown>;
}

/** The native library, loaded. */
export interface LoadedTensorflow {
  /** Such as `4.22.0 (TensorFlow 2.9.1)`. */
  readonly version: string;
  readonly threads: number;
  /** What the package exports. */
  readonly exports: Readonly<Record<string, unknown>>;
}

/**
 * Brings up the native library and registers the `tensorflow` backend. What `npm run setup:tensorflow` made comes
 * before what npm installed. Throws what the package throws: where it is absent (`ERR_MODULE_NOT_FOUND`), and where its
 * binding is (an error without code). Throws an `InputError` where the library runs already with another number of
 * threads.
 */
export async function loadTensorflow(request: TensorflowRequest): Promise<LoadedTensorflow> {
  const { where, threads, environment } = request;
  // Production mode: no advertisement on the console.
  tf.env().set('PROD', true);
  if (!Object.hasOwn(tf.engine().registry, 'tensorflow')) {
    environment['TF_CPP_MIN_LOG_LEVEL'] ??= '2';
    // Its kernels say that they are on, whatever the level, and are no faster for small networks.
    environment['TF_ENABLE_ONEDNN_OPTS'] ??= '0';
    environment['TF_NUM_INTRAOP_THREADS'] = String(threads);
    // Between operations there is nothing to share out: a step is one of them.
    environment['TF_NUM_INTEROP_THREADS'] ??= '1';
  }
  const exports = exportsOf(await importFirst(request));
  requireThreads({ where, threads, started: environment['TF_NUM_INTRAOP_THREADS'] });
  return { version: versionText(), threads, exports };
}

/** Throws where TensorFlow was started with another number of threads; `started` is its own setting. */
export function requireThreads({ where, threads, started }: StartedThreads): void {
  if (started === String(threads)) return;
  throw new InputError({
    where,
    message: `TensorFlow runs in this process already, on ${started ?? 'a default number of'} threads, and cannot change to ${threads}.`,
    fix: 'Give all engines of a process the same number of threads.',
  });
}

export interface StartedThreads {
  readonly where: string;
  readonly threads: number;
  readonly started: string | undefined;
}

/** Imports from the first place where the package is and works. */
async function importFirst({ environment, near, importModule }: TensorflowRequest): Promise<unknown> {
  const chosen = environment['HIGHORDER_TENSORFLOW'];
  const places = tensorflowPlaces({ near, chosen });
  const failures: unknown[] = [];
  for (const specifier of chosen === undefined ? [...places, packageName] : places) {
    try {
      return await importModule(specifier);
    } catch (error) {
      failures.push(error);
    }
  }
  // A package that is there and fails says more than one that is absent.
  throw failures.find((failure) => !isMissingPackage(failure)) ?? failures.at(-1);
}

/** The package is a CommonJS one, whose exports are the default export. */
function exportsOf(module: unknown): Readonly<Record<string, unknown>> {
  const inner = isRecord(module) && isRecord(module['default']) ? module['default'] : module;
  if (isRecord(inner)) return inner;
  throw new HighOrderError({ message: 'The package @tensorflow/tfjs-node exports nothing.' });
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function versionText(): string {
  const backend: object = tf.findBackend('tensorflow');
  const binding = 'binding' in backend ? backend.binding : undefined;
  const known = isRecord(binding) && 'TF_Version' in binding;
  return `${tf.version.tfjs} (TensorFlow ${known ? binding['TF_Version'] : 'of unknown version'})`;
}
