import {
  type Comparison,
  equalMixture,
  type FlowAnswers,
  identityClock,
  independentDraws,
  type Metric,
  mixtureDistribution,
  type Points,
  points,
  type Problem,
  randomStream,
  timeGrid,
} from '@highorder/core';
import { exactAnswers } from '@highorder/oracle';
import { expectClose } from './expect-close.ts';

export const stream = (index: number) => randomStream({ seed: 2, purpose: 'metric-contract', index });

/** One Gaussian to a ring of four: the problem of the contract where a test gives none. */
export const fourModes: Problem = {
  source: mixtureDistribution(equalMixture([[0, 0]], 0.3)),
  target: mixtureDistribution(
    equalMixture(
      [
        [10, 10],
        [-10, 10],
        [-10, -10],
        [10, -10],
      ],
      0.3,
    ),
  ),
};

/** Points a side in the checks. */
export const COUNT = 120;

/** Heads of the flow in the checks. */
export const ORDERS = [1, 2];

/** Two independent draws of the truth, as the metric wants them: what a perfect sampler gives. */
export function perfectComparison(
  metric: Metric,
  problem: Problem,
  index = 0,
  count = Math.min(COUNT, metric.points ?? COUNT),
): Comparison {
  const { draw } = metric.scheme ?? independentDraws;
  return {
    generated: draw(problem.target, count, stream(2 * index)),
    reference: draw(problem.target, count, stream(2 * index + 1)),
    problem,
    source: draw(problem.source, count, stream(1000 + index)),
    times: timeGrid(identityClock, 4),
  };
}

/** Its values; what it asks of the flow is answered by the exact flow of the problem, or by what `change` makes of that. */
export function measured(
  metric: Metric,
  comparison: Comparison,
  change: (answers: FlowAnswers) => FlowAnswers = (answers) => answers,
): Readonly<Record<string, number>> {
  const { source, reference, problem } = comparison;
  const questions = source && metric.ask?.({ source, reference, problem, orders: ORDERS });
  if (questions === undefined) return metric.measure(comparison);
  const flow = change(exactAnswers({ problem, orders: ORDERS }, questions));
  return metric.measure({ ...comparison, flow });
}

export function collapse({ values, count, dimension }: Points): Points {
  return points(
    dimension,
    values.map((_, index) => Number(values[index % dimension])),
    new Int32Array(count),
  );
}

export function expectSame(
  what: string,
  found: Readonly<Record<string, number>>,
  expected: Readonly<Record<string, number>>,
): void {
  for (const [name, value] of Object.entries(expected)) {
    expectClose(`${name} ${what}`, Number(found[name]), value, { relative: 1e-9, absolute: 1e-12 });
  }
}

export function sameNumbers(first: Float64Array, second: Float64Array): boolean {
  return first.length === second.length && first.every((value, index) => value === second[index]);
}
