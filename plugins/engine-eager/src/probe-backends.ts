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

/** The first line of what an error says, without a full stop. */
export function reasonOf(error: unknown): string {
  if (isMissingPackage(error)) return 'the package is not installed';
  const message = error instanceof Error ? error.message : String(error);
  return message
    .split('\n', 1)
    .join('')
    .replace(/[.\s]+$/, '');
}

function isMissingPackage(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND';
}
