/** What is counted. A goal must stay 0. */
export const counters = {
  commands: { text: 'commands run', goal: false },
  kills: { text: 'commands killed or told to stop', goal: false },
  resumed: { text: 'runs and sweeps resumed to their end', goal: false },
  jobs: { text: 'jobs of these sweeps', goal: false },
  fullDisks: { text: 'commands on a full disk', goal: false },
  readOnly: { text: 'commands on a read-only run', goal: false },
  powerCuts: { text: 'power cuts', goal: false },
  flips: { text: 'files read with a flipped bit', goal: false },
  damages: { text: 'verbs on a damaged run folder', goal: false },
  fuzzed: { text: 'mutated inputs', goal: false },
  refused: { text: 'of them refused with a message', goal: false },
  lost: { text: 'jobs, checkpoints or files lost', goal: true },
  doubled: { text: 'jobs done twice', goal: true },
  differentBits: { text: 'results that differ from those of an uninterrupted run', goal: true },
  stackTraces: { text: 'stack traces and crashes', goal: true },
  hangs: { text: 'commands that did not end', goal: true },
  unknownKeys: { text: 'unknown keys accepted', goal: true },
  unnoticed: { text: 'damages that changed a result without a message', goal: true },
  left: { text: 'processes, mounts or drafts left behind', goal: true },
} as const;

export type Counter = keyof typeof counters;

/** A miss of a goal, as small as it was made. */
export interface Miss {
  readonly counter: Counter;
  readonly what: string;
}

/** All that was counted. */
export interface TallyDocument {
  readonly seed: number;
  readonly minutes: number;
  readonly counts: Readonly<Record<Counter, number>>;
  readonly misses: readonly Miss[];
  /** Parts that this machine does not allow, and why. */
  readonly skipped: readonly string[];
}

/** Counts what happens. */
export interface Tally {
  add(counter: Counter, count?: number): void;
  /** Counts a miss of a goal and remembers the case. */
  miss(counter: Counter, what: string): void;
  skip(what: string): void;
  read(): TallyDocument;
}

export function createTally({ seed, minutes }: Pick<TallyDocument, 'seed' | 'minutes'>): Tally {
  const counts = new Map<Counter, number>();
  const misses: Miss[] = [];
  const skipped: string[] = [];
  const add = (counter: Counter, count = 1) => counts.set(counter, (counts.get(counter) ?? 0) + count);
  return {
    add,
    miss(counter, what) {
      add(counter);
      misses.push({ counter, what });
    },
    skip: (what) => void skipped.push(what),
    read: () => ({
      ...{ seed, minutes, misses: [...misses], skipped: [...skipped] },
      counts: mapNames((name) => counts.get(name) ?? 0),
    }),
  };
}

function mapNames(valueOf: (name: Counter) => number): Readonly<Record<Counter, number>> {
  // The names are those of the table.
  const names = Object.keys(counters) as Counter[];
  return Object.fromEntries(names.map((name) => [name, valueOf(name)])) as Record<Counter, number>;
}

/** Whether a goal was missed. */
export function isMissed({ counts }: Pick<TallyDocument, 'counts'>): boolean {
  return Object.entries(counters).some(([name, { goal }]) => goal && counts[name as Counter] > 0);
}
