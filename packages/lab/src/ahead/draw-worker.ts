/**
 * The worker thread that draws batches ahead: it opens the experiment of a run by itself and fills the shared ring.
 *
 * @module
 */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { workerData } from 'node:worker_threads';
import { loadPlugins, openExperiment } from '@highorder/runtime';
import { localSupply } from '../batch-supply.ts';
import { createModel } from '../model.ts';
import { type BatchRing, fillRing } from './batch-ring.ts';

/** What the worker is started with. */
export interface DrawWorkerData {
  readonly ring: BatchRing;
  /** The resolved configuration of the experiment, a file. */
  readonly config: string;
  /** The folder of the command, from which plugins and their files are found. */
  readonly folder: string;
}

// The thread that starts this module passes data of this type.
const { ring, config, folder } = workerData as DrawWorkerData;

const experiment = openExperiment({
  sources: [config],
  overrides: [],
  searchPath: [],
  folder,
  registry: await loadPlugins(folder),
  files: { read: (path) => readFileSync(resolve(folder, path), 'utf8') },
});
const supply = localSupply(createModel(experiment));
fillRing(ring, (step) => supply.arrays(step));
