import { type Comparison, type Interpolant, type Metric, points } from '@highorder/core';
import { describe, expect, test } from 'vitest';
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
import { metricContract } from './metric-contract.ts';

const total = ({ values }: { readonly values: Float64Array }) =>
  values.reduce((sum, value) => sum + value, 0);
const size = ({ values }: { readonly values: Float64Array }) =>
  Math.sqrt(values.reduce((sum, value) => sum + value * value, 0));

const straight: Interpolant = {
  domain: () => ({ from: 0, to: 1 }),
  weights: (t) => ({ alpha: t, beta: t.affine(-1, 1) }),
};

/** A metric of one value from a function of the comparison. */
function metricOf(value: (comparison: Comparison) => number): Metric {
  return { measure: (comparison) => ({ example: value(comparison) }) };
}

/** Difference of the shares on the right half of the plane: no good distance, but one. */
const balance = metricOf(({ generated, reference }) => {
  const share = ({ values, count }: Comparison['generated']) =>
    values.filter((value, index) => index % 2 === 0 && value > 0).length / count;
  return Math.abs(share(generated) - share(reference));
});

/** The largest difference of the means along an axis: a distance of means, in any dimension. */
const means = metricOf(({ generated, reference }) => {
  const sums = new Float64Array(generated.dimension);
  generated.values.forEach((value, index) => {
    const axis = index % generated.dimension;
    sums[axis] = Number(sums[axis]) + value - Number(reference.values[index]);
  });
  return Math.max(...sums.map(Math.abs)) / generated.count;
});

metricContract({ name: 'example', make: () => means }, { distance: true });
metricContract(
  { name: 'example', make: () => metricOf(({ generated }) => size(generated)) },
  { distance: false },
);

metricContract(
  {
    name: 'example',
    make: () => ({
      ...metricOf(({ generated, source }) =>
        size({ values: generated.values.map((value, index) => value - Number(source?.values[index] ?? 0)) }),
      ),
      floor: () => ({ example: 0 }),
    }),
  },
  { distance: false, paired: true },
);

describe('a wrong metric', () => {
  test('that refuses the problem of its contract', () => {
    const wrong: Metric = { ...balance, unsuitable: () => 'No.' };
    expect(() => checkScheme(wrong, fourModes)).toThrow('calls the problem of its contract unsuitable: No.');
  });

  test('that says of a value which it does not give that more of it is better', () => {
    const wrong: Metric = { ...balance, higherIsBetter: ['example/share'] };
    expect(() => checkValues(wrong, fourModes, 'example')).toThrow(
      'More of "example/share" is better, it says, but it gives no such value.',
    );
  });

  test('with a scheme that draws another number', () => {
    const draw = () => points(2, new Float64Array(4));
    expect(() => checkScheme({ ...balance, scheme: { name: 'two', draw } }, fourModes)).toThrow(
      'The scheme drew 2 points, asked for 1.',
    );
  });

  test('with a value of another name', () => {
    expect(() => checkValues(balance, fourModes, 'other')).toThrow(
      'A value is called "example"; expected "other"',
    );
  });

  test('with several values that it does not state, so that no sweep can check their names', () => {
    const two: Metric = { measure: () => ({ 'example/a': 1, 'example/b': 2 }) };
    expect(() => checkValues(two, fourModes, 'example')).toThrow(
      'A value is called "example/a"; the metric states example in `values`.',
    );
    const halfStated: Metric = { ...two, values: () => ['example/a'] };
    expect(() => checkValues(halfStated, fourModes, 'example')).toThrow('A value is called "example/b"');
    checkValues({ ...two, values: () => ['example/a', 'example/b'] }, fourModes, 'example');
  });

  test('with a value that is no number', () => {
    expect(() =>
      checkValues(
        metricOf(() => 0 / 0),
        fourModes,
        'example',
      ),
    ).toThrow('example of a perfect sampler is NaN.');
  });

  test('that changes what it is given', () => {
    const wrong = metricOf(({ generated }) => total({ values: generated.values.fill(0) }));
    expect(() => checkPurity(wrong, fourModes)).toThrow('The metric changed the generated points.');
  });

  test('that keeps a state', () => {
    let calls = 0;
    expect(() =>
      checkPurity(
        metricOf(() => calls++),
        fourModes,
      ),
    ).toThrow('example measured twice: found 1');
  });

  test('that looks at the first point only', () => {
    const wrong = metricOf(({ generated }) => Number(generated.values[0]));
    expect(() => checkOrder(wrong, fourModes)).toThrow('example with the points in another order');
  });

  test('that looks at the first pair only', () => {
    const wrong = metricOf(({ source }) => Number(source?.values[0]));
    expect(() => checkPairs(wrong, fourModes)).toThrow('example with the pairs in another order');
  });

  test('with a floor that lacks one of its values, or is no number', () => {
    expect(() => checkFloor({ ...balance, floor: () => ({ other: 0 }) }, fourModes)).toThrow(
      'The floor has no value "example", which the metric gives.',
    );
    expect(() => checkFloor({ ...balance, floor: () => ({ example: 0 / 0 }) }, fourModes)).toThrow(
      'The floor of example is NaN.',
    );
  });

  test('that measures otherwise with what it said of the exact flow, or says what cannot be kept', () => {
    const wrong = (ends: number): Metric => ({
      exact: () => ({ ends: [ends] }),
      measure: ({ exact }) => ({ example: Number(exact?.['ends']?.[0] ?? 1) }),
    });
    expect(() => checkExact(wrong(1), fourModes)).not.toThrow();
    expect(() => checkExact(wrong(2), fourModes)).toThrow(
      'it measures {"example":2}, and {"example":1} without.',
    );
    expect(() => checkExact(wrong(Number.NaN), fourModes)).toThrow(
      'Of the exact flow, "ends" is not finite.',
    );
  });

  test('that is not zero on equal sets', () => {
    expect(() =>
      checkZero(
        metricOf(() => 1),
        fourModes,
      ),
    ).toThrow('example between a set and itself: found 1');
  });

  test('that has a direction', () => {
    const wrong = metricOf(({ generated, reference }) => Math.max(0, size(generated) - size(reference)));
    expect(() => checkSymmetry(wrong, fourModes)).toThrow('example with both sets exchanged');
  });

  test('that goes below zero', () => {
    const wrong = metricOf(({ generated, reference }) => -Math.abs(size(generated) - size(reference)));
    expect(() => checkSign(wrong, fourModes)).toThrow(/example is -\d.*, below 0\./);
  });

  test('that does not see a collapse', () => {
    const wrong = metricOf(({ generated, reference }) => Math.abs(size(generated) - size(reference)));
    expect(() => checkCollapse(wrong, fourModes)).toThrow('example does not see a collapse');
  });

  test('extend survivors: that measures the reference in place of the samples', () => {
    const wrong = metricOf(({ reference }) => size(reference));
    expect(() => checkMovement(wrong, fourModes, { reference: false })).toThrow(
      /example stays \d.* where the samples move and nothing else does\./,
    );
  });

  test('extend survivors: that compares with the reference in place of the exact flow', () => {
    const wrong = metricOf(({ generated, reference }) => total(generated) - total(reference));
    expect(() => checkMovement(wrong, fourModes, { reference: false })).toThrow(
      'example moves where the reference moves, which it is said not to look at.',
    );
  });

  test('extend survivors: a distance that does not look at the reference', () => {
    const wrong = metricOf(({ generated }) => size(generated));
    expect(() => checkMovement(wrong, fourModes, { reference: true })).toThrow(
      /stays \d.* where the reference moves, which it is said to look at\./,
    );
  });

  test('that does not look at what the flow answers', () => {
    const wrong: Metric = {
      ...metricOf(({ source }) => total(source ?? { values: new Float64Array(0) })),
      ask: ({ source }) => ({ heads: [{ x: source, t: 0.5, d: 0 }] }),
    };
    const problem = { ...fourModes, interpolant: straight };
    expect(() => checkMovement(wrong, problem, { reference: false })).toThrow('where the samples move');
  });

  test('of a value that is said to be still and is not', () => {
    const wrong = metricOf(({ generated }) => size(generated));
    expect(() => checkMovement(wrong, fourModes, { reference: false, still: ['example'] })).toThrow(
      'example moves with the samples, though it is said to be still.',
    );
  });

  test.each([
    ['samples', ({ generated }: Comparison) => size(generated)],
    ['true points', ({ reference }: Comparison) => size(reference)],
    ['source points', ({ source }: Comparison) => size(source ?? { values: new Float64Array(0) })],
  ])('extend survivors: that looks at %s past its first points', (_, value) => {
    expect(() => checkBeginning({ ...metricOf(value), points: 50 }, fourModes)).toThrow(
      'example with other points past its first',
    );
  });

  test('with so many points that the contract cannot look past them', () => {
    expect(() => checkBeginning({ ...balance, points: 2000 }, fourModes)).toThrow(
      'It looks at 2000 points; the contract needs options with at most 500.',
    );
  });

  test('with a bias', () => {
    expect(() => checkUnbiased(balance, fourModes)).toThrow(
      /example of a perfect sampler is 0\.0.* on average, not 0/,
    );
  });

  test('with p values of another name, out of range, blind, or too often small', () => {
    const wrong = (p: (comparison: Comparison) => number, name = 'example'): Metric => ({
      ...balance,
      pValues: (comparison) => ({ [name]: p(comparison) }),
    });
    const check = (metric: Metric) => () => checkPValues(metric, fourModes);
    expect(check(wrong(() => 0.5, 'other'))).toThrow(
      'It gives a p value of "other", which is none of its values.',
    );
    expect(check(wrong(() => 1.5))).toThrow('The p value of example is 1.5.');
    expect(check(wrong(() => 0.5))).toThrow('The p value of example does not see a collapse: 0.5.');
    expect(check(wrong(() => 0.01))).toThrow(
      'The p value of example is at most 0.05 for 20 of 20 perfect samplers.',
    );
  });
});
