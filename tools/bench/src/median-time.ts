/** What is timed, and how long. */
export interface TimedWork {
  readonly name: string;
  /** Done again and again. */
  run(): Promise<void>;
}

/** The time of one run. */
export interface MedianTime {
  readonly name: string;
  /** Median over the rounds, in milliseconds. */
  readonly milliseconds: number;
  /** The fastest and the slowest round. */
  readonly least: number;
  readonly most: number;
}

/**
 * Times several works against each other: after a warm-up, `rounds` rounds in which each work has its turn of about
 * `seconds` seconds, so that a slow spell of the machine hits all alike.
 */
export async function medianTimes(
  works: readonly TimedWork[],
  { rounds = 5, seconds = 1 } = {},
): Promise<readonly MedianTime[]> {
  const counts = new Map<TimedWork, number>();
  for (const work of works) {
    await timeOf(work, 3);
    counts.set(work, Math.max(1, Math.round((1000 * seconds) / (await timeOf(work, 3)))));
  }
  const times = new Map(works.map((work) => [work, [] as number[]]));
  for (let round = 0; round < rounds; round++) {
    for (const work of works) times.get(work)?.push(await timeOf(work, counts.get(work) ?? 1));
  }
  return works.map((work) => summary(work.name, times.get(work) ?? []));
}

/** Milliseconds a run, over `count` runs. */
async function timeOf(work: TimedWork, count: number): Promise<number> {
  const start = performance.now();
  for (let run = 0; run < count; run++) await work.run();
  return (performance.now() - start) / count;
}

function summary(name: string, times: readonly number[]): MedianTime {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number) => Number(sorted[Math.floor(share * (sorted.length - 1))]);
  return { name, milliseconds: at(0.5), least: at(0), most: at(1) };
}
