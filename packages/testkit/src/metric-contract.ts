import type { Metric, Problem } from '@highorder/core';
import { describe, test } from 'vitest';
import { type ComponentMaker, type ContractSetup, suiteTitle } from './contract-setup.ts';
import { MANY_DIMENSIONS } from './dimension-checks.ts';
import { checkMetricDimension } from './metric-dimension-checks.ts';
import {
  checkExact,
  checkFloor,
  checkOrder,
  checkPairs,
  checkPurity,
  checkScheme,
  checkValues,
} from './metric-checks.ts';
import { fourModes } from './metric-comparison.ts';
import {
  checkCollapse,
  checkSign,
  checkSymmetry,
  checkUnbiased,
  checkZero,
} from './metric-distance-checks.ts';
import { checkBeginning, checkMovement, checkPValues } from './metric-movement-checks.ts';

/** What the contract must be told about a metric. */
export interface MetricFacts {
  /**
   * Whether it is a distance between the two sets: zero on equal sets, not negative, symmetric, large after a collapse; or an estimate of
   * one without bias: symmetric, zero on average between draws of one distribution, large after a collapse.
   */
  readonly distance: boolean | 'unbiased';
  /** Whether it compares samples with the drawn points of the truth. As `distance` where absent. */
  readonly reference?: boolean;
  /** Values that say nothing of the samples. */
  readonly still?: readonly string[];
  /** Whether it looks at each sample beside its source point. */
  readonly paired?: boolean;
  /** A problem that it applies to. A ring of four Gaussians where absent. */
  readonly problem?: Problem;
  /** The largest dimension that it is tried in, where its options suit few dimensions, such as a kernel of one width. 784 where absent. */
  readonly largest?: number;
}

/** What every metric must hold, as a suite; distances must hold more. */
export function metricContract<Options, Given>(
  plugin: ComponentMaker<Metric, Options, Given>,
  {
    options,
    services,
    distance,
    paired = false,
    reference = distance !== false,
    still,
    problem = fourModes,
    largest = Infinity,
  }: ContractSetup<Options, Given> & MetricFacts,
): void {
  describe(suiteTitle('metric', plugin.name, options), () => {
    const metric = plugin.make(options, services);
    test('applies to its problem and draws as asked', () => checkScheme(metric, problem));
    test('gives finite values under its own name', () => checkValues(metric, problem, plugin.name));
    test('gives equal values for equal sets and changes nothing', () => checkPurity(metric, problem));
    if (paired) test('does not see the order of the pairs', () => checkPairs(metric, problem));
    else test('does not see the order of the points', () => checkOrder(metric, problem));
    test('gives a floor, if any, to each of its values', () => checkFloor(metric, problem));
    test('measures the same with what it said of the exact flow', () => checkExact(metric, problem));
    test('follows what it should look at', () => checkMovement(metric, problem, { reference, still }));
    test('looks at its first points only', () => checkBeginning(metric, problem));
    test('gives p values that are rightly small', () => checkPValues(metric, problem));
    // The exact flow of many dimensions is a subject of the oracle's own tests, and takes long.
    const asksMuch = metric.ask !== undefined || metric.exact !== undefined;
    const most = asksMuch ? Math.min(largest, 30) : largest;
    const dimensions = MANY_DIMENSIONS.filter((dimension) => dimension <= most);
    test.each(dimensions)('dimensions: sees wrong samples in dimension %i', (dimension) =>
      checkMetricDimension(metric, dimension),
    );
    if (distance === false) return;
    if (distance === 'unbiased') {
      test('is zero on average for a perfect sampler', () => checkUnbiased(metric, problem));
    } else {
      test('is zero between a set and itself', () => checkZero(metric, problem));
      test('is not negative', () => checkSign(metric, problem));
    }
    test('is the same in both directions', () => checkSymmetry(metric, problem));
    test('sees a collapse', () => checkCollapse(metric, problem));
  });
}
