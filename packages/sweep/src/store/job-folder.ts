import { join } from 'node:path';

/** The places of a job's own files. Its folder is that of its run, too: config.yaml, manifest.json and so on. */
export interface JobFolder {
  readonly path: string;
  readonly config: string;
  /** What the job is. There from the beginning. */
  readonly job: string;
  /** What the job found. There once it is done. */
  readonly result: string;
  /** Why the job failed. There once it has failed. */
  readonly failure: string;
  /** What happened, a line each. */
  readonly log: string;
}

/** The layout of the folder of a job in a store. Touches no file. */
export function jobFolder(path: string): JobFolder {
  return {
    path,
    config: join(path, 'config.yaml'),
    job: join(path, 'job.json'),
    result: join(path, 'result.json'),
    failure: join(path, 'failure.json'),
    log: join(path, 'log.txt'),
  };
}

/** The folder of a job in a store: it bears the job's hash as its name. */
export function folderInStore(store: string, hash: string): JobFolder {
  return jobFolder(join(store, hash));
}
