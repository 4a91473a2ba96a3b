import { randomStream } from '@highorder/core';
import type { Outcome } from '../compare/outcome.ts';

/** A method of which the results are drawn. */
export interface DrawnMethod {
  readonly method: string;
  /** The true mean of its values. */
  readonly level: number;
}

/** What `drawnOutcomes` draws. */
export interface DrawnTable {
  readonly methods: readonly DrawnMethod[];
  readonly seeds: number;
  readonly metrics?: readonly string[];
  readonly problems?: readonly string[];
  readonly steps?: readonly number[];
  /** Deviation of what the methods share on a seed, and of what each has alone. */
  readonly shared?: number;
  readonly own?: number;
  readonly floor?: number;
  readonly floorDeviation?: number;
  readonly seed?: number;
}

/** A table of outcomes as a sweep would give them, drawn from normal distributions. */
export function drawnOutcomes(table: DrawnTable): readonly Outcome[] {
  const { problems = ['eight-modes'], metrics = ['w2'], steps = [1], seed = 0 } = table;
  const { shared = 0.3, own = 0.1, floor = 0.2, floorDeviation = 0.02 } = table;
  const cells = problems.flatMap((problem) =>
    metrics.flatMap((metric) => steps.map((count) => ({ problem, metric, steps: count }))),
  );
  return cells.flatMap((cell, index) => {
    const random = randomStream({ seed, purpose: 'drawn-outcomes', index });
    return Array.from({ length: table.seeds }, (_, each) => {
      const luck = shared * random.normal();
      return table.methods.map(({ method, level }) => ({
        ...cell,
        method,
        seed: each,
        value: level + luck + own * random.normal(),
        floor,
        floorDeviation,
      }));
    }).flat();
  });
}
