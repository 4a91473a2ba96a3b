import {
  identityClock,
  independentDraws,
  type Metric,
  permutation,
  type Problem,
  selectRows,
  timeGrid,
} from '@highorder/core';
import { ensure } from './contract-setup.ts';
import { ORDERS, expectSame, measured, perfectComparison, sameNumbers, stream } from './metric-comparison.ts';

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
  const shuffled = selectRows(comparison.generated, permutation(comparison.generated.count, stream(91)));
  expectSame(
    'with the points in another order',
    measured(metric, { ...comparison, generated: shuffled }),
    measured(metric, comparison),
  );
}

/** The order of samples, their source points and the true ones together does not matter. For metrics that look at pairs of them. */
export function checkPairs(metric: Metric, problem: Problem): void {
  const comparison = perfectComparison(metric, problem);
  const order = permutation(comparison.generated.count, stream(91));
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
