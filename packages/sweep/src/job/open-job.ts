import { createHash } from 'node:crypto';
import type { ResolvedExperiment } from '@highorder/config';
import { assemble, type Experiment, hostFiles } from '@highorder/runtime';
import type { CodeVersions } from '../code/code-version.ts';
import { codeOf, identify, type JobIdentity } from './job-identity.ts';

/** An experiment whose parts are made and fit together, and the job that it is. */
export interface OpenJob extends JobIdentity {
  readonly experiment: Experiment;
  /** The hash of every file that its components read, by path. */
  readonly files: ReadonlyMap<string, string>;
}

/**
 * Makes the parts of an experiment and names the job. Paths of files are relative to `directory`. Throws `ConfigurationError` where parts do not
 * fit together.
 */
export function openJob(resolved: ResolvedExperiment, directory: string, versions: CodeVersions): OpenJob {
  const files = new Map<string, string>();
  const seen = (path: string, bytes: Uint8Array) => {
    files.set(path, createHash('sha256').update(bytes).digest('hex'));
  };
  const experiment = assemble(resolved, { files: hostFiles(directory, seen) });
  return { experiment, files, ...identify({ resolved, files }, codeOf(resolved, versions)) };
}
