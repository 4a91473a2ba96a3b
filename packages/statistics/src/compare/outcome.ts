import { InputError } from '@highorder/core';

/** One number that one run gave: a row of an evaluation, with what tells it from the rows of other runs. */
export interface Outcome {
  /** Names of what was run; texts of any kind. */
  readonly problem: string;
  readonly method: string;
  /** Runs of two methods with the same seed saw the same data and the same source draws: they are compared in pairs. */
  readonly seed: number;
  readonly metric: string;
  /** Steps of the sampler. */
  readonly steps: number;
  /** In the metric's units. NaN or infinite where the run failed to give one: it counts as a failure and is never left out in silence. */
  readonly value: number;
  /** What a perfect flow scores; NaN where that is not known. */
  readonly floor: number;
  /** Deviation of `floor` from draw to draw; 0 where absent or NaN. */
  readonly floorDeviation?: number | undefined;
  /** Draws behind `floor` and its deviation; 3 where absent, which is cautious. */
  readonly draws?: number | undefined;
  /** Samples that the value was measured on. */
  readonly samples?: number | undefined;
  /** Whether more of this metric is better; less is where absent. All rows of a metric agree. */
  readonly higherIsBetter?: boolean | undefined;
}

/** The rows of one problem, metric and number of steps, by method. */
export interface OutcomeCell {
  readonly problem: string;
  readonly metric: string;
  readonly steps: number;
  readonly higherIsBetter: boolean;
  /** Samples of its rows, where they all have the same number. */
  readonly samples: number | undefined;
  /** Rows of a method by ascending seed, so that no number depends on the order in which runs ended. */
  readonly methods: ReadonlyMap<string, readonly Outcome[]>;
}

/**
 * Groups rows into cells: problems and metrics in order of their first appearance, steps ascending inside of them, methods in
 * order of their first appearance anywhere.
 *
 * Throws InputError where two rows have the same problem, method, seed, metric and steps, or where rows of one cell do not agree on the
 * direction of their metric.
 */
export function groupOutcomes(outcomes: readonly Outcome[]): readonly OutcomeCell[] {
  const problems = [...new Set(outcomes.map(({ problem }) => problem))];
  const metrics = [...new Set(outcomes.map(({ metric }) => metric))];
  const methods = [...new Set(outcomes.map(({ method }) => method))];
  return [...cellsOf(outcomes).values()]
    .flatMap((rows) => {
      const [first] = rows;
      if (first === undefined) return [];
      const { problem, metric, steps } = first;
      const samples = new Set(rows.map((row) => row.samples));
      return [
        {
          ...{ problem, metric, steps },
          higherIsBetter: directionOf(rows),
          samples: samples.size === 1 ? first.samples : undefined,
          methods: rowsByMethod(rows, methods),
        },
      ];
    })
    .sort(
      (one, other) =>
        problems.indexOf(one.problem) - problems.indexOf(other.problem) ||
        metrics.indexOf(one.metric) - metrics.indexOf(other.metric) ||
        one.steps - other.steps,
    );
}

function cellsOf(outcomes: readonly Outcome[]): ReadonlyMap<string, readonly Outcome[]> {
  const cells = new Map<string, Outcome[]>();
  for (const outcome of outcomes) {
    const name = JSON.stringify([outcome.problem, outcome.metric, outcome.steps]);
    const rows = cells.get(name);
    if (rows === undefined) cells.set(name, [outcome]);
    else rows.push(outcome);
  }
  return cells;
}

function directionOf(rows: readonly Outcome[]): boolean {
  const directions = new Set(rows.map(({ higherIsBetter = false }) => higherIsBetter));
  const [first] = rows;
  if (directions.size > 1 && first !== undefined) {
    throw new InputError({
      where: `${first.problem}, ${first.metric}`,
      message: 'Some rows say that more is better, others that less is.',
      expected: 'one direction for a metric.',
      fix: 'set higherIsBetter alike in all rows of the metric.',
    });
  }
  return directions.has(true);
}

function rowsByMethod(
  rows: readonly Outcome[],
  methods: readonly string[],
): ReadonlyMap<string, readonly Outcome[]> {
  return new Map(
    methods.flatMap((method) => {
      const own = rows.filter((row) => row.method === method).sort((one, other) => one.seed - other.seed);
      refuseTwins(own);
      return own.length === 0 ? [] : [[method, own] as const];
    }),
  );
}

function refuseTwins(rows: readonly Outcome[]): void {
  const twin = rows.find((row, index) => row.seed === rows[index - 1]?.seed);
  if (twin === undefined) return;
  throw new InputError({
    where: `${twin.problem}, ${twin.method}, seed ${twin.seed}`,
    message: `${twin.metric} at ${twin.steps} steps has two values.`,
    expected: 'one row for each problem, method, seed, metric and number of steps.',
    fix: 'give different experiments different names, or leave one out.',
  });
}
