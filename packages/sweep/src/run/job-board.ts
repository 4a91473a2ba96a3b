import { readState, type JobState } from '../store/job-records.ts';
import { folderInStore, type JobFolder } from '../store/job-folder.ts';
import type { PlannedJob } from '../plan/plan-variants.ts';

/** A job with its folder and how it stood when it was last looked at. */
export interface BoardJob {
  readonly planned: PlannedJob;
  readonly folder: JobFolder;
  readonly state: JobState;
}

/** How many jobs stand how. */
export interface Counts {
  readonly total: number;
  readonly queued: number;
  readonly running: number;
  readonly done: number;
  readonly failed: number;
}

/** The jobs of a sweep, each once, and how they stand. */
export interface JobBoard {
  /** In the order of the sweep. */
  jobs(): readonly BoardJob[];
  counts(): Counts;
  /** How a job stands. */
  stateOf(hash: string): JobState | undefined;
  /** Looks at the folders of jobs that have not come to an end: of all, or of one. */
  refresh(hash?: string): void;
}

/** The jobs of a plan in a store. Points with the same experiment share a job. */
export function createBoard(planned: readonly PlannedJob[], store: string): JobBoard {
  const jobs = new Map<string, BoardJob>();
  for (const job of planned) {
    if (jobs.has(job.hash)) continue;
    const folder = folderInStore(store, job.hash);
    jobs.set(job.hash, { planned: job, folder, state: readState(folder) });
  }
  const look = (job: BoardJob | undefined) => {
    if (job === undefined || isOver(job.state)) return;
    jobs.set(job.planned.hash, { ...job, state: readState(job.folder) });
  };
  return {
    jobs: () => [...jobs.values()],
    counts: () => countStates([...jobs.values()].map(({ state }) => state)),
    stateOf: (hash) => jobs.get(hash)?.state,
    refresh: (hash) => (hash === undefined ? [...jobs.values()] : [jobs.get(hash)]).forEach(look),
  };
}

function isOver({ state }: JobState): boolean {
  return state === 'done' || state === 'failed';
}

/** Counts jobs by how they stand. */
export function countStates(states: readonly JobState[]): Counts {
  const count = (wanted: JobState['state']) => states.filter(({ state }) => state === wanted).length;
  return {
    total: states.length,
    queued: count('queued'),
    running: count('running'),
    done: count('done'),
    failed: count('failed'),
  };
}
