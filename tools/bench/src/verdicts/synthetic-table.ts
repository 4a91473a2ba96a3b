import { randomStream } from '@highorder/core';
import type { Outcome } from '@highorder/statistics';

/** A table of which the truth is known. */
export interface SyntheticTable {
  /** True means by method; the first is the baseline. */
  readonly levels: readonly number[];
  /** Comparisons are these methods on so many problems. */
  readonly problems: number;
  readonly seeds: number;
  /** Deviation of what evaluation adds to one value, and of one draw of the floor. */
  readonly evaluation: number;
  /** What a perfect flow scores on average. */
  readonly floor: number;
  readonly draws: number;
  /** Names the table. */
  readonly index: number;
}

/** What all methods share on a seed, and what each has alone: deviations. */
export const luck = { shared: 0.3, own: 0.1 } as const;

export const baseline = 'method-0';

/** Draws the rows of a table. Floors are estimated from draws, as in a run. */
export function drawTable(table: SyntheticTable): readonly Outcome[] {
  const { levels, problems, seeds, evaluation, floor, draws, index } = table;
  const random = randomStream({ seed: 0, purpose: 'synthetic-verdicts', index });
  const rows: Outcome[] = [];
  for (let problem = 0; problem < problems; problem++) {
    for (let seed = 0; seed < seeds; seed++) {
      const shared = luck.shared * random.normal();
      const drawn = Array.from({ length: draws }, () => floor + evaluation * random.normal());
      const mean = drawn.reduce((sum, value) => sum + value, 0) / draws;
      const squares = drawn.reduce((sum, value) => sum + (value - mean) ** 2, 0);
      levels.forEach((level, method) => {
        const own = luck.own * random.normal() + evaluation * random.normal();
        rows.push({
          ...{ problem: `problem-${problem}`, method: `method-${method}`, seed, metric: 'w2', steps: 1 },
          ...{ value: level + shared + own, floor: mean, floorDeviation: Math.sqrt(squares / (draws - 1)) },
          ...{ draws, samples: 500, higherIsBetter: false },
        });
      });
    }
  }
  return rows;
}

/** `4.1`, in percent. */
export function percent(count: number, of: number): string {
  return ((100 * count) / of).toFixed(1);
}
