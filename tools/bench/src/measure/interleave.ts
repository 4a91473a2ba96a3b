import type { OpenContestant } from '../contestants/contestant.ts';

/** How long to measure. */
export interface Effort {
  readonly rounds: number;
  /** Seconds of a turn. */
  readonly seconds: number;
}

/** The measurements of one contestant. */
export interface Measured {
  readonly name: string;
  readonly version: string;
  /** Milliseconds of one piece of work, a number a round. */
  readonly milliseconds: readonly number[];
  /** Milliseconds of processors for one piece of work, over all threads, a number a round: the same on a busy machine. */
  readonly cpuMilliseconds: readonly number[];
  readonly peakMiB: number;
}

/** Fewest pieces of work in a turn. */
const LEAST = 2;

/** Of a turn, what is done before the clock starts: a process that has waited finds its memory cold. */
const WARM_UP = 0.2;

/**
 * Times contestants against each other: each warms up for a turn, then in every round each has a turn of about `seconds`
 * seconds, so that a slow spell of the machine hits all alike. The warm-up is not measured, nor is a fifth more at the
 * beginning of every turn: a run of training makes thousands of steps without a pause, and the first ones of a process,
 * or after seconds of waiting, take half as long again.
 */
export async function interleave(
  contestants: readonly OpenContestant[],
  { rounds, seconds }: Effort,
): Promise<readonly Measured[]> {
  const plans: { one: OpenContestant; count: number; times: number[]; cpu: number[]; peak: number }[] = [];
  for (const one of contestants) {
    const count = await countFor(one, seconds, await countFor(one, seconds, LEAST));
    plans.push({ one, count, times: [], cpu: [], peak: 0 });
  }
  for (let round = 0; round < rounds; round++) {
    for (const plan of plans) {
      await plan.one.ask(Math.ceil(WARM_UP * plan.count));
      const { seconds: taken, cpuSeconds, peakMiB } = await plan.one.ask(plan.count);
      plan.times.push((1000 * taken) / plan.count);
      plan.cpu.push((1000 * cpuSeconds) / plan.count);
      plan.peak = Math.max(plan.peak, peakMiB);
    }
  }
  return plans.map(({ one: { name, version }, times, cpu, peak }) => ({
    name,
    version,
    milliseconds: times,
    cpuMilliseconds: cpu,
    peakMiB: peak,
  }));
}

/** How many pieces of work fill `seconds`, by the time that `count` of them take. */
async function countFor(one: OpenContestant, seconds: number, count: number): Promise<number> {
  const { seconds: taken } = await one.ask(count);
  return Math.max(LEAST, Math.round((seconds * count) / taken));
}
