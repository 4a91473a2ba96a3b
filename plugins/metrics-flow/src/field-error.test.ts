import {
  equalMixture,
  type Interpolant,
  mixtureDistribution,
  type Problem,
  randomStream,
} from '@highorder/core';
import { exactAnswers } from '@highorder/oracle';
import { metricContract } from '@highorder/testkit';
import { describe, expect, test } from 'vitest';
import fieldError from './field-error.ts';
import { affine, gaussian, straight } from './testing/gaussians.ts';

const modes: Problem = {
  source: gaussian(0, 0, 1),
  target: mixtureDistribution(
    equalMixture(
      [
        [4, 1],
        [-3, 2],
      ],
      0.3,
    ),
  ),
  interpolant: straight,
};

const turning: Interpolant = {
  domain: straight.domain,
  weights: (t) => ({ alpha: t.affine(Math.PI / 2, 0).sin(), beta: t.affine(Math.PI / 2, 0).cos() }),
};

metricContract(fieldError, { distance: false, reference: true, paired: true, problem: modes });

const stream = (purpose: string) => randomStream({ seed: 5, purpose: `field-error.test/${purpose}` });

/** The metric of heads that are made from the exact ones: `change` gets their order and values. */
function measured(
  problem: Problem,
  change: (order: number, values: Float64Array, at: { t: number; x: Float64Array }) => Float64Array,
  options: { times?: number[]; points?: number } = {},
) {
  const metric = fieldError.make(options);
  const source = problem.source.sample(300, stream('source'));
  const reference = problem.target.sample(300, stream('reference'));
  const asked = metric.ask?.({ source, reference, problem, orders: [1, 2] });
  if (asked === undefined) throw new Error('The metric asks.');
  const exact = exactAnswers({ problem, orders: [1, 2] }, asked);
  const heads = exact.heads.map((answer) => ({
    ...answer,
    orders: new Map(
      [...answer.orders].map(([order, values]) => [
        order,
        change(order, values, { t: answer.t, x: answer.x.values }),
      ]),
    ),
  }));
  return metric.measure({ generated: reference, reference, problem, source, flow: { heads, paths: [] } });
}

/** Velocity and acceleration of a path between two Gaussians of the plane, by hand: u = m' + s'/s (x - m). */
function affineField(order: number, t: number, x: Float64Array): Float64Array {
  const variance = 2.25 * t * t + 0.25 * (1 - t) ** 2;
  const slope = (2.25 * t - 0.25 * (1 - t)) / variance;
  // s'' / s with s^2 the variance: (s s'' + s'^2) = 2.5.
  const factor = order === 1 ? slope : 2.5 / variance - slope ** 2;
  return x.map((value, index) => {
    const mean = index % 2 === 0 ? 1 - 4 * t : -2 + 7 * t;
    return (order === 1 ? (index % 2 === 0 ? -4 : 7) : 0) + factor * (value - mean);
  });
}

describe('the error of the fields', () => {
  test('is nothing for fields that are worked out by hand', () => {
    const found = measured(affine, (order, _, { t, x }) => affineField(order, t, x));
    for (const t of [0.1, 0.3, 0.5, 0.7, 0.9]) {
      expect(found[`field-error/velocity/t=${t}`]).toBeLessThan(1e-12);
      expect(found[`field-error/velocity/t=${t}/relative`]).toBeLessThan(1e-13);
      expect(found[`field-error/order-2/material/t=${t}`]).toBeLessThan(1e-11);
    }
  });

  test('is the length of a common shift', () => {
    const found = measured(modes, (_, values) => values.map((value, at) => value + (at % 2 === 0 ? 3 : 4)));
    expect(found['field-error/velocity/t=0.5']).toBeCloseTo(5, 9);
    expect(found['field-error/order-2/material/t=0.3']).toBeCloseTo(5, 9);
  });

  test('is relative to the field itself', () => {
    const found = measured(modes, (_, values) => values.map((value) => 1.25 * value));
    expect(found['field-error/velocity/t=0.1/relative']).toBeCloseTo(0.25, 9);
    expect(found['field-error/order-2/material/t=0.9/relative']).toBeCloseTo(0.25, 9);
  });

  test.each([
    ['straight', straight, 0.3, 0.7],
    ['turning', turning, Math.sin(0.15 * Math.PI), Math.cos(0.15 * Math.PI)],
  ])('extend survivors: asks at points of the path itself, here %s', (_, interpolant, alpha, beta) => {
    const [source, reference] = [modes.source.sample(5, stream('a')), modes.target.sample(5, stream('b'))];
    const asked = fieldError
      .make({ times: [0.3] })
      .ask?.({ source, reference, problem: { ...modes, interpolant } });
    const expected = source.values.map(
      (value, index) => alpha * Number(reference.values[index]) + beta * value,
    );
    expect([...(asked?.heads?.[0]?.x.values ?? [])].map((x) => x.toFixed(12))).toEqual(
      [...expected].map((x) => x.toFixed(12)),
    );
  });

  test('looks at points of the density of the path', () => {
    // Heads that are 0: the mean square of u is |m'|^2 + 2 s'^2. 300 points: 3 standard deviations of the mean are below 15 %.
    const found = measured(affine, (_, values) => values.map(() => 0), { times: [0.4] });
    const rate = (2.25 * 0.4 - 0.25 * 0.6) ** 2 / (2.25 * 0.16 + 0.25 * 0.36);
    expect(Number(found['field-error/velocity/t=0.4']) ** 2 / (65 + 2 * rate)).toBeCloseTo(1, 0.8);
    expect(found['field-error/velocity/t=0.4/relative']).toBeCloseTo(1, 12);
  });
});

describe('a head of order 2 is held against both fields', () => {
  test('on the straight path the conditional mean is nothing, and no error is relative to it', () => {
    const found = measured(modes, (order, values) => values.map((value) => (order === 1 ? value : 0)), {
      times: [0.5],
    });
    expect(found['field-error/order-2/conditional/t=0.5']).toBe(0);
    expect(found).not.toHaveProperty('field-error/order-2/conditional/t=0.5/relative');
    expect(found['field-error/order-2/material/t=0.5/relative']).toBeCloseTo(1, 12);
  });

  test('on a turning path the conditional mean is -(pi/2)^2 x', () => {
    const found = measured({ ...modes, interpolant: turning }, (order, values, { x }) =>
      order === 1 ? values : x.map((value) => -((Math.PI / 2) ** 2) * value),
    );
    expect(found['field-error/order-2/conditional/t=0.5/relative']).toBeLessThan(1e-12);
    expect(found['field-error/order-2/material/t=0.5/relative']).toBeGreaterThan(0.1);
  });
});

describe('where the path has no derivative', () => {
  const early: Interpolant = {
    ...straight,
    domain: (order) => ({ from: 0, to: [1, 0.95, 0.6][order] ?? 0.6 }),
  };

  test('nothing is said of the order', () => {
    const found = measured({ ...affine, interpolant: early }, (_, values) => values, { times: [0.5] });
    expect(Object.keys(found)).toContain('field-error/order-2/material/t=0.5');
    const metric = fieldError.make({ times: [0.5, 0.7] });
    const source = affine.source.sample(4, stream('late'));
    const problem = { ...affine, interpolant: early };
    const questions = metric.ask?.({ source, reference: source, problem });
    const heads = (questions?.heads ?? []).map((asked) => ({
      ...asked,
      orders: new Map([1, 2].map((order) => [order, affineField(order, asked.t, asked.x.values)])),
    }));
    const names = Object.keys(
      metric.measure({ generated: source, reference: source, problem, source, flow: { heads, paths: [] } }),
    );
    expect(names).toContain('field-error/velocity/t=0.7');
    expect(names.filter((name) => name.includes('order-2') && name.includes('0.7'))).toEqual([]);
  });

  test('a time without a velocity is unsuitable, and so is a problem without exact fields', () => {
    expect(fieldError.make({ times: [0.99] }).unsuitable?.({ ...affine, interpolant: early })).toBe(
      'The path has no velocity at t = 0.99.',
    );
    expect(fieldError.make().unsuitable?.({ ...affine, interpolant: undefined })).toBe(
      'The path is not known.',
    );
  });
});
