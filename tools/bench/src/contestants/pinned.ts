import { spawnSync } from 'node:child_process';
import type { Contestant } from './contestant.ts';

/** What a contestant may compute with. */
export interface Means {
  readonly threads: number;
  /** Whether the process is held on one core; so it is with one thread, where nothing else is said. */
  readonly held?: boolean;
}

/** A contestant with these means. It is held on the first core where the system can do so. */
export function pinned(contestant: Contestant, { threads, held = threads === 1 }: Means): Contestant {
  const environment = {
    ...contestant.environment,
    OMP_NUM_THREADS: String(threads),
    MKL_NUM_THREADS: String(threads),
  };
  if (!held || !hasTaskset()) return { ...contestant, environment };
  const { program, words } = contestant;
  return { ...contestant, environment, program: 'taskset', words: ['-c', '0', program, ...words] };
}

let known: boolean | undefined;

function hasTaskset(): boolean {
  known ??= spawnSync('taskset', ['-c', '0', 'true']).status === 0;
  return known;
}
