// The library reads models from files only; see the exception of this room in the table of rooms.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HighOrderError, type Tensor } from '@highorder/core';
import { selectBackend } from '@highorder/engine';

/** Tensors by the names of the model. */
export type ModelTensors = Readonly<Record<string, Tensor>>;

/** A model that TensorFlow holds. */
export interface LoadedModel {
  /** Inputs stay valid; outputs are new tensors. */
  predict(inputs: ModelTensors): ModelTensors;
}

/** Hands the bytes of a `saved_model.pb` to TensorFlow, by way of a folder that is gone when this is done. */
export async function loadModel(
  exports: Readonly<Record<string, unknown>>,
  bytes: Uint8Array,
): Promise<LoadedModel> {
  const load = loaderOf(exports);
  const folder = await mkdtemp(join(tmpdir(), 'highorder-xla-'));
  try {
    await writeFile(join(folder, 'saved_model.pb'), bytes);
    selectBackend('tensorflow');
    return await load(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

type Loader = (folder: string) => Promise<LoadedModel>;

/** The package is optional, and so are its types: this says what is used of it. */
function loaderOf({ node }: Readonly<Record<string, unknown>>): Loader {
  if (typeof node === 'object' && node !== null && 'loadSavedModel' in node) {
    const { loadSavedModel } = node;
    if (typeof loadSavedModel === 'function') return loadSavedModel as Loader;
  }
  throw new HighOrderError({ message: 'The package @tensorflow/tfjs-node has no loadSavedModel.' });
}
