import { InputError, tf } from '@highorder/core';
import { type BackendRequest, isInitialized, type LoadedVersion } from './loaded-backend.ts';

/** The package is optional; a name that the compiler does not look up lets the code compile without it. */
const packageName: string = '@tensorflow/tfjs-node';

/**
 * Brings up the native library. Throws where the package is absent (`ERR_MODULE_NOT_FOUND`), where its binding is (an
 * error without code), and where the library runs already with another number of threads.
 */
export async function loadTensorflow({ threads }: BackendRequest): Promise<LoadedVersion> {
  if (!isInitialized('tensorflow')) {
    // The library reads these once, when it starts.
    process.env['TF_CPP_MIN_LOG_LEVEL'] ??= '2';
    process.env['TF_NUM_INTRAOP_THREADS'] = String(threads);
    await import(packageName);
  }
  requireThreads(threads, process.env['TF_NUM_INTRAOP_THREADS']);
  return { version: versionText(), threads };
}

/** Throws where TensorFlow was started with another number of threads; `started` is its own setting. */
export function requireThreads(threads: number, started: string | undefined): void {
  if (started === String(threads)) return;
  throw new InputError({
    where: 'engine eager',
    message: `TensorFlow runs in this process already, on ${started ?? 'a default number of'} threads, and cannot change to ${threads}.`,
    fix: 'Give all engines of a process the same number of threads.',
  });
}

/** Such as `4.22.0 (TensorFlow 2.9.1)`. */
function versionText(): string {
  const backend: object = tf.findBackend('tensorflow');
  const binding = 'binding' in backend ? backend.binding : undefined;
  const known = typeof binding === 'object' && binding !== null && 'TF_Version' in binding;
  return `${tf.version.tfjs} (TensorFlow ${known ? binding.TF_Version : 'of unknown version'})`;
}
