import { type Metric, type Problem } from '@highorder/core';
import { ensure } from './contract-setup.ts';
import { expectClose } from './expect-close.ts';
import { collapse, expectSame, measured, perfectComparison } from './metric-comparison.ts';

/** Zero between a set and itself. For distances. */
export function checkZero(metric: Metric, problem: Problem): void {
  const comparison = perfectComparison(metric, problem);
  for (const [name, value] of Object.entries(
    measured(metric, { ...comparison, generated: comparison.reference }),
  )) {
    expectClose(`${name} between a set and itself`, value, 0, { absolute: 1e-9 });
  }
}

/** The same in both directions. For distances. */
export function checkSymmetry(metric: Metric, problem: Problem): void {
  const comparison = perfectComparison(metric, problem);
  const { generated, reference } = comparison;
  const there = measured(metric, comparison);
  expectSame(
    'with both sets exchanged',
    measured(metric, { ...comparison, generated: reference, reference: generated }),
    there,
  );
}

/** Not below zero. For distances. */
export function checkSign(metric: Metric, problem: Problem): void {
  const values = measured(metric, perfectComparison(metric, problem));
  for (const [name, value] of Object.entries(values)) ensure(value >= 0, `${name} is ${value}, below 0.`);
}

/** Zero on average between two draws of the truth: 40 pairs, five standard errors, false alarms at 1e-5 (Student's t). For estimates without bias. */
export function checkUnbiased(metric: Metric, problem: Problem): void {
  const found = Array.from({ length: 40 }, (_, index) =>
    measured(metric, perfectComparison(metric, problem, 10 + index)),
  );
  for (const name of Object.keys(found[0] ?? {})) {
    const values = found.map((each) => Number(each[name]));
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
    const error = Math.sqrt(squares / (values.length - 1) / values.length);
    ensure(
      Math.abs(mean) < 5 * error,
      `${name} of a perfect sampler is ${mean} ± ${error} on average, not 0.`,
    );
  }
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
