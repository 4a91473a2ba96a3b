import { reasonOf } from '@highorder/engine';
import { type BackendName, backendNames, loadBackend, waysOut } from './backends.ts';

/** Whether a backend runs on this machine. */
export interface BackendProbe {
  readonly backend: BackendName;
  readonly loads: boolean;
  /** Where it loads. */
  readonly version?: string;
  /** Why it does not load, in one line. */
  readonly reason?: string;
  /** What to do where it does not load. */
  readonly wayOut?: string;
}

/** Tries every backend on this machine, fastest first. Loads those that there are. */
export async function probeBackends({ threads = 1 } = {}): Promise<readonly BackendProbe[]> {
  const probes: BackendProbe[] = [];
  for (const backend of backendNames) probes.push(await probe(backend, threads));
  return probes;
}

async function probe(backend: BackendName, threads: number): Promise<BackendProbe> {
  try {
    const { version } = await loadBackend(backend, { threads });
    return { backend, loads: true, version };
  } catch (error) {
    return { backend, loads: false, reason: reasonOf(error), wayOut: waysOut[backend] };
  }
}
