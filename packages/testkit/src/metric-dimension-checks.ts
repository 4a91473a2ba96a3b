import {
  equalMixture,
  type Interpolant,
  type Metric,
  mixtureDistribution,
  type Points,
  points,
  type Problem,
} from '@highorder/core';
import { ensure } from './contract-setup.ts';
import { measured, perfectComparison } from './metric-comparison.ts';
import { awayAnswers } from './metric-movement-checks.ts';

const COUNT = 30;

const straight: Interpolant = {
  domain: () => ({ from: 0, to: 1 }),
  weights: (t) => ({ alpha: t, beta: t.affine(-1, 1) }),
};

/** Two modes, 20 apart along the diagonal. */
function problemIn(dimension: number): Problem {
  const at = (place: number) => new Array<number>(dimension).fill(place / Math.sqrt(dimension));
  return {
    source: mixtureDistribution(equalMixture([at(0)], 1)),
    target: mixtureDistribution(equalMixture([at(-10), at(10)], 1)),
    interpolant: straight,
  };
}

/**
 * Values are finite in this dimension, and samples that are moved far off are seen, whichever way they go: along the last axis, against the
 * one before, and along the diagonal. Metrics that ask the flow see that it answers wrongly.
 */
export function checkMetricDimension(metric: Metric, dimension: number): void {
  const problem = problemIn(dimension);
  const comparison = perfectComparison(metric, problem, 0, COUNT);
  const perfect = measured(metric, comparison);
  for (const [name, value] of Object.entries(perfect))
    ensure(Number.isFinite(value), `${name} is ${value} in ${dimension} dimensions.`);
  if (metric.ask !== undefined) {
    const wrong = measured(metric, comparison, awayAnswers);
    ensure(isWorse(metric, wrong, perfect), `In ${dimension} dimensions it does not see wrong answers.`);
    return;
  }
  for (const [where, direction] of Object.entries(directions(dimension))) {
    const moved = move(
      comparison.generated,
      direction.map((value) => 100 * Math.sqrt(dimension) * value),
    );
    const found = metric.measure({ ...comparison, generated: moved });
    ensure(isWorse(metric, found, perfect), `In ${dimension} dimensions it does not see a shift ${where}.`);
  }
}

function directions(dimension: number): Readonly<Record<string, readonly number[]>> {
  const axes = (last: number, before: number) =>
    Array.from({ length: dimension }, (_, axis) =>
      axis === dimension - 1 ? last : axis === dimension - 2 ? before : 0,
    );
  return {
    'along the last axis': axes(1, 0),
    'along the last axis and against the one before': axes(Math.SQRT1_2, -Math.SQRT1_2),
    'along the diagonal': new Array<number>(dimension).fill(1 / Math.sqrt(dimension)),
  };
}

/** Whether one of its values is worse by a tenth. */
function isWorse(
  metric: Metric,
  found: Readonly<Record<string, number>>,
  perfect: Readonly<Record<string, number>>,
): boolean {
  return Object.entries(perfect).some(([name, value]) => {
    const sign = metric.higherIsBetter?.includes(name) === true ? -1 : 1;
    return sign * (Number(found[name]) - value) > 0.1 * Math.abs(value) + 1e-6;
  });
}

function move({ values, dimension, components }: Points, by: readonly number[]): Points {
  return points(
    dimension,
    values.map((value, index) => value + Number(by[index % dimension])),
    components,
  );
}
