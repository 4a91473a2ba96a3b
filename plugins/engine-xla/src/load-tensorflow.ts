import { type LoadedTensorflow, loadTensorflow as load } from '@highorder/engine';

/** Brings up the native library, `@tensorflow/tfjs-node`; throws where it is absent or does not work. */
export function loadTensorflow(threads: number): Promise<LoadedTensorflow> {
  return load({
    where: 'engine xla',
    threads,
    environment: process.env,
    near: import.meta.url,
    importModule: (specifier) => import(specifier),
  });
}
