import {
  type Comparison,
  equalMixture,
  identityClock,
  independentDraws,
  type Metric,
  mixtureDistribution,
  type Points,
  permutation,
  points,
  type Problem,
  randomStream,
  selectRows,
  timeGrid,
} from '@highorder/core';
import { exactAnswers } from '@highorder/oracle';
import { ensure } from './contract-setup.ts';
import { expectClose } from './expect-close.ts';

const stream = (index: number) => randomStream({ seed: 2, purpose: 'metric-contract', index });

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
const COUNT = 120;

/** Heads of the flow in the checks. */
const ORDERS = [1, 2];

/** Two independent draws of the truth, as the metric wants them: what a perfect sampler gives. */
export function perfectComparison(metric: Metric, problem: Problem, index = 0): Comparison {
  const { draw } = metric.scheme ?? independentDraws;
  return {
    generated: draw(problem.target, COUNT, stream(2 * index)),
    reference: draw(problem.target, COUNT, stream(2 * index + 1)),
    problem,
    source: draw(problem.source, COUNT, stream(1000 + index)),
    times: timeGrid(identityClock, 4),
  };
}

/** Its values; what it asks of the flow is answered by the exact flow of the problem. */
function measured(metric: Metric, comparison: Comparison): Readonly<Record<string, number>> {
  const { source, reference, problem } = comparison;
  const questions = source && metric.ask?.({ source, reference, problem, orders: ORDERS });
  if (questions === undefined) return metric.measure(comparison);
  return metric.measure({ ...comparison, flow: exactAnswers({ problem, orders: ORDERS }, questions) });
}

/** What it needs of the exact flow is the same, given or found out by itself; finite, so that it can be remembered. */
export function checkExact(metric: Metric, problem: Problem): void {
  const comparison = perfectComparison(metric, problem);
  const { source, times } = comparison;
  if (source === undefined || times === undefined) return;
  const grids = [timeGrid(identityClock, 2), times, timeGrid(identityClock, 3)];
  const exact = metric.exact?.({ ...comparison, source, grids });
  if (exact === undefined) return;
  for (const [name, values] of Object.entries(exact))
    ensure(Array.from(values).every(Number.isFinite), `Of the exact flow, "${name}" is not finite.`);
  const given = JSON.stringify(metric.measure({ ...comparison, exact }));
  const anew = JSON.stringify(metric.measure(comparison));
  ensure(given === anew, `Given what it said of the exact flow it measures ${given}, and ${anew} without.`);
}

/** It applies to the problem, and its scheme draws as many points as asked for, the same from equal streams. */
export function checkScheme(metric: Metric, problem: Problem): void {
  const refusal = metric.unsuitable?.(problem);
  ensure(refusal === undefined, `The metric calls the problem of its contract unsuitable: ${refusal}`);
  const { draw } = metric.scheme ?? independentDraws;
  for (const count of [1, 7, 64]) {
    const drawn = draw(problem.source, count, stream(90));
    ensure(drawn.count === count, `The scheme drew ${drawn.count} points, asked for ${count}.`);
    const again = draw(problem.source, count, stream(90));
    ensure(sameNumbers(drawn.values, again.values), 'Two draws of the scheme with the same stream differ.');
  }
}

/**
 * Values are finite; their names are the plugin's own, alone or before a slash, and so are those of `higherIsBetter`; `values` states
 * each of them.
 */
export function checkValues(metric: Metric, problem: Problem, name: string): void {
  const values = Object.entries(measured(metric, perfectComparison(metric, problem)));
  ensure(values.length > 0, 'The metric gave no value.');
  for (const [key, value] of values) {
    const own = key === name ? values.length === 1 : key.startsWith(`${name}/`);
    ensure(own, `A value is called "${key}"; expected "${name}" for a single one, else "${name}/…".`);
    ensure(Number.isFinite(value), `${key} of a perfect sampler is ${value}.`);
    const stated = metric.values?.(ORDERS) ?? [name];
    ensure(
      stated.includes(key),
      `A value is called "${key}"; the metric states ${stated.join(', ')} in \`values\`.`,
    );
  }
  for (const key of metric.higherIsBetter ?? []) {
    const known = values.some(([each]) => each === key);
    ensure(known, `More of "${key}" is better, it says, but it gives no such value.`);
  }
}

/** Equal sets give equal values, and nothing that it is given is changed. */
export function checkPurity(metric: Metric, problem: Problem): void {
  const comparison = perfectComparison(metric, problem);
  const generated = comparison.generated.values.slice();
  const reference = comparison.reference.values.slice();
  const first = measured(metric, comparison);
  ensure(sameNumbers(comparison.generated.values, generated), 'The metric changed the generated points.');
  ensure(sameNumbers(comparison.reference.values, reference), 'The metric changed the reference points.');
  expectSame('measured twice', measured(metric, comparison), first);
}

/** The order of the points does not matter. */
export function checkOrder(metric: Metric, problem: Problem): void {
  const comparison = perfectComparison(metric, problem);
  const shuffled = selectRows(comparison.generated, permutation(COUNT, stream(91)));
  expectSame(
    'with the points in another order',
    measured(metric, { ...comparison, generated: shuffled }),
    measured(metric, comparison),
  );
}

/** The order of samples, their source points and the true ones together does not matter. For metrics that look at pairs of them. */
export function checkPairs(metric: Metric, problem: Problem): void {
  const comparison = perfectComparison(metric, problem);
  const order = permutation(COUNT, stream(91));
  const generated = selectRows(comparison.generated, order);
  const reference = selectRows(comparison.reference, order);
  const source = comparison.source && selectRows(comparison.source, order);
  expectSame(
    'with the pairs in another order',
    measured(metric, { ...comparison, generated, reference, source }),
    measured(metric, comparison),
  );
}

/** What it says of a perfect flow, where it does, has the names of its values and is finite. */
export function checkFloor(metric: Metric, problem: Problem): void {
  const { source, ...comparison } = perfectComparison(metric, problem);
  const floor = source && metric.floor?.({ ...comparison, source, orders: ORDERS });
  if (floor === undefined) return;
  const names = Object.keys(measured(metric, { ...comparison, source }));
  for (const name of names) {
    const value = floor[name];
    ensure(value !== undefined, `The floor has no value "${name}", which the metric gives.`);
    ensure(Number.isFinite(value), `The floor of ${name} is ${value}.`);
  }
}

/** Zero between a set and itself. For distances. */
export function checkZero(metric: Metric, problem: Problem): void {
  const comparison = perfectComparison(metric, problem);
  for (const [name, value] of Object.entries(
    measured(metric, { ...comparison, generated: comparison.reference }),
  )) {
    expectClose(`${name} between a set and itself`, value, 0, { absolute: 1e-9 });
  }
}

/** The same in both directions, and not negative. For distances. */
export function checkSymmetry(metric: Metric, problem: Problem): void {
  const comparison = perfectComparison(metric, problem);
  const { generated, reference } = comparison;
  const there = measured(metric, comparison);
  expectSame(
    'with both sets exchanged',
    measured(metric, { ...comparison, generated: reference, reference: generated }),
    there,
  );
  for (const [name, value] of Object.entries(there)) ensure(value >= 0, `${name} is ${value}, below 0.`);
}

/** A sampler that collapsed onto one point scores worse than each of five perfect ones, by half. For distances. */
export function checkCollapse(metric: Metric, problem: Problem): void {
  const comparison = perfectComparison(metric, problem);
  const collapsed = measured(metric, { ...comparison, generated: collapse(comparison.generated) });
  for (let index = 0; index < 5; index++) {
    const floor = measured(metric, perfectComparison(metric, problem, index));
    for (const [name, value] of Object.entries(floor)) {
      const worse = Number(collapsed[name]);
      ensure(
        worse > 1.5 * value,
        `${name} does not see a collapse: ${worse}, and ${value} for a perfect sampler.`,
      );
    }
  }
}

function collapse({ values, count, dimension }: Points): Points {
  return points(
    dimension,
    values.map((_, index) => Number(values[index % dimension])),
    new Int32Array(count),
  );
}

function expectSame(
  what: string,
  found: Readonly<Record<string, number>>,
  expected: Readonly<Record<string, number>>,
): void {
  for (const [name, value] of Object.entries(expected)) {
    expectClose(`${name} ${what}`, Number(found[name]), value, { relative: 1e-9, absolute: 1e-12 });
  }
}

function sameNumbers(first: Float64Array, second: Float64Array): boolean {
  return first.length === second.length && first.every((value, index) => value === second[index]);
}
