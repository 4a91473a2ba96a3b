import { availableParallelism } from 'node:os';
import type { Worker } from 'node:worker_threads';
import { type BatchSupply, localSupply } from '../batch-supply.ts';
import type { DataFile } from '../data-files.ts';
import type { Model } from '../model.ts';
import { closeRing, createRing, takeFromRing } from './batch-ring.ts';
import type { DrawWorkerData } from './draw-worker.ts';

/** Starts a worker thread that runs a module of this package. The host knows how its process loads modules. */
export type StartWorker = (module: URL, data: DrawWorkerData) => Worker;

/** How long a batch that is being drawn is waited for, in milliseconds, before it is drawn here as well. */
const PATIENCE = 50;

/** What draws batches ahead. */
export interface AheadOptions {
  readonly model: Model;
  /** The resolved configuration of the experiment, a file. */
  readonly config: string;
  /** The files that the run has read. */
  readonly data?: readonly DataFile[] | undefined;
  /** The first step that is wanted. */
  readonly from: number;
  readonly startWorker: StartWorker;
  /** Told where the worker fails; training goes on without it. */
  readonly onTrouble: (message: string) => void;
}

/**
 * Draws batches in a worker thread while the engine computes. Every batch is a function of its step alone, so the
 * numbers are those that `localSupply` gives, bit for bit; a batch that is not ready in time is drawn here.
 */
export function drawAhead({ model, config, data, from, startWorker, onTrouble }: AheadOptions): BatchSupply {
  const local = localSupply(model);
  if (availableParallelism() < 2) return local;
  const ring = createRing(local.arrays(from), from);
  const worker = startWorker(new URL('./draw-worker.ts', import.meta.url), {
    ring,
    config,
    data,
    fitted: model.fitted,
    folder: process.cwd(),
  });
  worker.unref();
  let delivers = false;
  worker.on('error', (error) => {
    delivers = false;
    onTrouble(`Batches are drawn in the main thread, because the worker thread failed: ${error.message}`);
  });
  return {
    arrays(step) {
      // Until the worker has delivered once it is still starting, and waiting for it would only cost time.
      const ready = takeFromRing(ring, step, delivers ? PATIENCE : 0);
      delivers = delivers || ready !== undefined;
      return ready ?? local.arrays(step);
    },
    close: () => closeRing(ring),
  };
}
