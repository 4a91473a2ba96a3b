import { Worker } from 'node:worker_threads';
import type { StartWorker } from '@highorder/lab';

/** Starts a thread that runs a TypeScript module, as this process does. */
export const startWorker: StartWorker = (module, data) =>
  new Worker(
    `import(${JSON.stringify(new URL('./load-typescript.js', import.meta.url).href)})
      .then(({ loadTypeScript }) => { loadTypeScript(); return import(${JSON.stringify(module.href)}); })`,
    { eval: true, workerData: data },
  );
