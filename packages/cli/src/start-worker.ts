import { Worker } from 'node:worker_threads';
import type { StartWorker } from '@highorder/lab';

/** Starts a thread that runs a TypeScript module, as this process does. */
export const startWorker: StartWorker = (module, data) =>
  new Worker(
    `import(${JSON.stringify(import.meta.resolve('tsx/esm/api'))})
      .then(({ register }) => { register(); return import(${JSON.stringify(module.href)}); })`,
    { eval: true, workerData: data },
  );
