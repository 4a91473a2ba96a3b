import { loadTensorflow as load } from '@highorder/engine';
import type { BackendRequest, LoadedVersion } from './loaded-backend.ts';

/** Brings up the native library, `@tensorflow/tfjs-node`; throws where it is absent or does not work. */
export async function loadTensorflow({ threads }: BackendRequest): Promise<LoadedVersion> {
  const { version } = await load({
    where: 'engine eager',
    threads,
    environment: process.env,
    near: import.meta.url,
    importModule: (specifier) => import(specifier),
  });
  return { version, threads };
}
