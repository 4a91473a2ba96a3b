import { describe, expect, test } from 'vitest';
import {
  flowMapFixedPoint,
  meanFlowFixedPoint,
  paperFixedPoint,
  shortcutFixedPoint,
} from './fixed-points.ts';
import { ladderFrom } from './ladder.ts';
import { mapOf, type PointFlow, type PointMap } from './point-flow.ts';
import { taylorStep } from './point-steps.ts';

/** x' = rate x, whose derivative of order k is rate^k x. */
const linear = (rate: number): PointFlow => ({ order: (k, { x }) => x.map((value) => rate ** k * value) });

const oneStep = (map: PointMap) => Number(map({ x: Float64Array.of(1), t: 0, d: 1 })[0]);

/** Computed by the recursions of the growth factors alone, in another language; the base step is 1/128. */
const golden = [
  {
    rate: 1,
    shortcut: 2.707739019688021,
    paper: 3.331375223236363,
    paperWithoutAcceleration: 2.831375223236363,
    flowMap: 2.7182543383212767,
  },
  {
    rate: -1,
    shortcut: 0.3664377159220372,
    paper: 0.80538191883479,
    paperWithoutAcceleration: 0.30538191883479004,
    flowMap: 0.36788320544974124,
  },
];

describe.each(golden)('fixed points on x prime = $rate x', (values) => {
  const flow = linear(values.rate);
  const ladder = ladderFrom(1 / 128);

  test('one step of length 1 is what the recursions give', () => {
    const paper = paperFixedPoint(flow, ladder, 2);
    expect(oneStep(mapOf(taylorStep(1), shortcutFixedPoint(flow, ladder)))).toBeCloseTo(values.shortcut, 10);
    expect(oneStep(mapOf(taylorStep(2), paper))).toBeCloseTo(values.paper, 10);
    expect(oneStep(mapOf(taylorStep(1), paper))).toBeCloseTo(values.paperWithoutAcceleration, 10);
    expect(oneStep(flowMapFixedPoint(taylorStep(2), flow, ladder))).toBeCloseTo(values.flowMap, 10);
  });

  test('the flow-map rule with a step of order 1 is the shortcut rule, and both reach the flow', () => {
    const fine = ladderFrom(1 / 2048);
    const shortcut = oneStep(mapOf(taylorStep(1), shortcutFixedPoint(flow, fine)));
    expect(oneStep(flowMapFixedPoint(taylorStep(1), flow, fine))).toBeCloseTo(shortcut, 12);
    expect(Math.abs(shortcut / Math.exp(values.rate) - 1)).toBeLessThan(3e-4);
  });
});

test('one level of the rule of the paper, from exact halves, is off by d^2/16 (grad u) u_2', () => {
  // Here (grad u) u_2 = x. The middle point is off by (d/2)^2/2 x, and the second half's velocity counts half.
  const average = (d: number) => Math.expm1(d) / d;
  const excess = (d: number) => {
    const exactHalves: PointFlow = {
      order: (k, { x }) => x.map((value) => (k === 1 ? average(d / 2) : 1) * value),
    };
    const paper = paperFixedPoint(exactHalves, ladderFrom(d / 2), 2);
    return Number(paper.order(1, { x: Float64Array.of(1), t: 0, d })[0]) - average(d);
  };
  expect(excess(2 ** -10) / 2 ** -20).toBeCloseTo(1 / 16, 3);
});

test('all levels together are off by d^2/12 (grad u) u_2 for small d', () => {
  const flow = linear(1);
  const excess = (d: number) => {
    const paper = paperFixedPoint(flow, ladderFrom(d / 512), 2);
    const ladderOnly = shortcutFixedPoint(flow, ladderFrom(d / 512));
    const at = { x: Float64Array.of(1), t: 0, d };
    return (Number(paper.order(1, at)[0]) - Number(ladderOnly.order(1, at)[0])) / d ** 2;
  };
  // The reference values 0.124, 0.1007, 0.0914, 0.0872, 0.0852 are for d = 1, 1/2, ..., 1/16.
  expect(excess(1)).toBeCloseTo(0.124, 3);
  expect(excess(1 / 2)).toBeCloseTo(0.1007, 3);
  expect(excess(1 / 16)).toBeCloseTo(0.0852, 3);
});

describe.each([1, 2, 3])('MeanFlow of order %d', (order) => {
  const flow = linear(1);
  const exact: PointMap = ({ x, d }) => x.map((value) => value * Math.exp(d));

  test('makes the Taylor step of its order exact', () => {
    const fields = { instantaneous: flow, material: flow };
    expect(oneStep(mapOf(taylorStep(order), meanFlowFixedPoint(order, exact, fields)))).toBeCloseTo(
      Math.E,
      12,
    );
  });

  test('inherits what lower orders lack', () => {
    const instantaneous: PointFlow = {
      order: (k, at) => (k === 2 ? at.x.map(() => 0) : flow.order(k, at)),
    };
    const end = oneStep(
      mapOf(taylorStep(order), meanFlowFixedPoint(order, exact, { instantaneous, material: flow })),
    );
    expect(end).toBeCloseTo(order > 2 ? Math.E - 1 / 2 : Math.E, 12);
  });
});
