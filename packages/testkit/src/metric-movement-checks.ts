import { type FlowAnswers, type Metric, type Points, points, type Problem } from '@highorder/core';
import { ensure } from './contract-setup.ts';
import { collapse, expectSame, measured, perfectComparison } from './metric-comparison.ts';

/** Where the contract looks for values that move. */
export interface Movement {
  /** Whether the metric compares samples with the drawn points of the truth. */
  readonly reference: boolean;
  /** Values that say nothing of the samples. */
  readonly still?: readonly string[] | undefined;
}

/** Values follow the samples, or what the flow answered where it is asked, and follow the reference if and only if they should. */
export function checkMovement(metric: Metric, problem: Problem, { reference, still = [] }: Movement): void {
  const comparison = perfectComparison(metric, problem);
  const before = measured(metric, comparison);
  const samplesMoved =
    metric.ask === undefined
      ? metric.measure({ ...comparison, generated: away(comparison.generated) })
      : measured(metric, comparison, awayAnswers);
  for (const [name, value] of Object.entries(before)) {
    const moves = samplesMoved[name] !== value;
    ensure(
      moves || still.includes(name),
      `${name} stays ${value} where the samples move and nothing else does.`,
    );
    ensure(!moves || !still.includes(name), `${name} moves with the samples, though it is said to be still.`);
  }
  // Of a flow that is wrong: the error of the exact one is 0 wherever it is asked.
  const wrong = metric.ask === undefined ? before : samplesMoved;
  const change = metric.ask === undefined ? undefined : awayAnswers;
  const referenceMoved = measured(metric, { ...comparison, reference: away(comparison.reference) }, change);
  for (const [name, value] of Object.entries(wrong)) {
    if (still.includes(name)) continue;
    const moves = referenceMoved[name] !== value;
    const what = `where the reference moves, which it is said ${reference ? '' : 'not '}to look at`;
    ensure(moves === reference, `${name} ${moves ? 'moves' : `stays ${value}`} ${what}.`);
  }
}

/** Points past `points` do not count, on either side or of the source. */
export function checkBeginning(metric: Metric, problem: Problem): void {
  const limit = metric.points;
  if (limit === undefined) return;
  ensure(limit <= 500, `It looks at ${limit} points; the contract needs options with at most 500.`);
  const comparison = perfectComparison(metric, problem, 0, limit + 20);
  const lost = (points: Points) => farFrom(points, limit);
  const { source } = comparison;
  const changed = {
    ...comparison,
    generated: lost(comparison.generated),
    reference: lost(comparison.reference),
    ...(source === undefined ? {} : { source: lost(source) }),
  };
  expectSame('with other points past its first', measured(metric, changed), measured(metric, comparison));
}

/** p values lie in [0, 1], are equal for equal sets, are small for a collapse, and are at most 0.05 for few perfect samplers: at most 6 of 20, false alarms at 3e-5. */
export function checkPValues(metric: Metric, problem: Problem): void {
  if (metric.pValues === undefined) return;
  const comparison = perfectComparison(metric, problem);
  const names = Object.keys(measured(metric, comparison));
  const found = metric.pValues(comparison);
  for (const [name, p] of Object.entries(found)) {
    ensure(names.includes(name), `It gives a p value of "${name}", which is none of its values.`);
    ensure(p >= 0 && p <= 1, `The p value of ${name} is ${p}.`);
  }
  expectSame('tested twice', metric.pValues({ ...comparison }), found);
  const collapsed = metric.pValues({ ...comparison, generated: collapse(comparison.generated) });
  for (const [name, p] of Object.entries(collapsed))
    ensure(p <= 0.05, `The p value of ${name} does not see a collapse: ${p}.`);
  const perfect = Array.from({ length: 20 }, (_, index) =>
    metric.pValues?.(perfectComparison(metric, problem, 60 + index)),
  );
  for (const name of Object.keys(found)) {
    const small = perfect.filter((each) => Number(each?.[name]) <= 0.05).length;
    ensure(small <= 6, `The p value of ${name} is at most 0.05 for ${small} of 20 perfect samplers.`);
  }
}

/** Half as wide again, and far off. */
function away({ values, dimension, components }: Points): Points {
  const size = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  return points(
    dimension,
    values.map((value) => 1.5 * value + 3 * size),
    components,
  );
}

/** Answers of a flow that is wrong in every head, and whose paths are bent. */
export function awayAnswers({ heads, paths }: FlowAnswers): FlowAnswers {
  return {
    heads: heads.map((answer) => ({
      ...answer,
      orders: new Map(
        [...answer.orders].map(([order, values]) => [
          order,
          values.map((value, index) => 2 * value + 1 + Number(answer.x.values[index])),
        ]),
      ),
    })),
    paths: paths.map(({ times, moments }) => ({
      times,
      moments: moments.map((moment, step) =>
        points(
          moment.dimension,
          moment.values.map(
            (value, index) => value + (index % moment.dimension === 0 ? Math.sin(2 * step) : 0),
          ),
        ),
      ),
    })),
  };
}

/** The same points, but those past the first so many lie elsewhere. */
function farFrom({ values, dimension, components }: Points, limit: number): Points {
  return points(
    dimension,
    values.map((value, index) => (index < limit * dimension ? value : 1e3 + 2 * value)),
    components,
  );
}
