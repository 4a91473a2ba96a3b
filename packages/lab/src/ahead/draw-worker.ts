/**
 * The worker thread that draws batches ahead: it opens the experiment of a run by itself and fills the shared ring.
 *
 * @module
 */
import { workerData } from 'node:worker_threads';
import { hostFiles, loadPlugins, openExperiment } from '@highorder/runtime';
import { localSupply } from '../batch-supply.ts';
import { type DataFile, runHost } from '../data-files.ts';
import type { Fitted } from '../fitted.ts';
import { createModel } from '../model.ts';
import { type BatchRing, fillRing } from './batch-ring.ts';

/** What the worker is started with. */
export interface DrawWorkerData {
  readonly ring: BatchRing;
  /** The resolved configuration of the experiment, a file. */
  readonly config: string;
  /** The files that the run has read, where it is known. */
  readonly data: readonly DataFile[] | undefined;
  /** What the run measured on its data. */
  readonly fitted: Fitted;
  /** The folder of the command, from which plugins and their files are found. */
  readonly folder: string;
}

// The thread that starts this module passes data of this type.
const { ring, config, data, fitted, folder } = workerData as DrawWorkerData;

const experiment = openExperiment({
  sources: [config],
  overrides: [],
  searchPath: [],
  folder,
  registry: await loadPlugins(folder),
  ...runHost(
    { data, dimension: fitted.units.center.length },
    { files: hostFiles(folder) },
    { lazily: false },
  ),
});
const supply = localSupply(createModel(experiment, fitted));
fillRing(ring, (step) => supply.arrays(step));
