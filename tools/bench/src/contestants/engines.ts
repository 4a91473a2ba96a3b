import { fileURLToPath } from 'node:url';
import type { WorkSettings } from '../works/settings.ts';
import type { Contestant } from './contestant.ts';
import { pinned } from './pinned.ts';

/** An engine of this project, as its configuration names it. */
export interface EngineChoice {
  readonly name: string;
  readonly use: string;
  readonly backend?: string;
}

/** All engines that steps are timed on. */
export const engineChoices: readonly EngineChoice[] = [
  { name: 'onnx', use: 'onnx' },
  { name: 'xla', use: 'xla' },
  { name: 'eager tensorflow', use: 'eager', backend: 'tensorflow' },
  { name: 'eager wasm', use: 'eager', backend: 'wasm' },
  { name: 'eager cpu', use: 'eager', backend: 'cpu' },
];

/** For a process that is held on one core: else V8 compiles and collects garbage on threads of its own, as jobs of sweeps are told not to either. */
const oneThread: readonly string[] = ['--single-threaded'];

const worker = fileURLToPath(new URL('../worker.ts', import.meta.url));

/** An engine with a work, in a process of its own: some libraries fix their threads when they start. */
export function engineContestant(
  { name, use, backend }: EngineChoice,
  work: Omit<WorkSettings, 'engine'>,
  { label = name, held = work.threads === 1 }: { readonly label?: string; readonly held?: boolean } = {},
): Contestant {
  const settings: WorkSettings = { ...work, engine: { use, ...(backend === undefined ? {} : { backend }) } };
  const contestant: Contestant = {
    name: label,
    program: process.execPath,
    words: [
      ...(held ? oneThread : []),
      ...['--conditions=@highorder/source', '--import', 'tsx', worker, JSON.stringify(settings)],
    ],
    environment: {},
  };
  return pinned(contestant, { threads: work.threads, held });
}
