import type { Interpolant } from '@highorder/core';
import { expect, test } from 'vitest';
import { exactFields } from '../exact/exact-fields.ts';
import { fourModes, paths } from '../testing/problems.ts';
import { exactPointFlow, exactPointMap } from './exact-point-flow.ts';

const x = Float64Array.of(9.5, 10.2, 6, 4);

/** A path that keeps to [margin, 1 - margin]. */
const within = ({ weights }: Interpolant, margin: number): Interpolant => ({
  weights,
  domain: (order) => ({ from: order === 0 ? 0 : margin, to: order === 0 ? 1 : 1 - margin }),
});

test('order 1 is the velocity, and higher orders are of the kind that is asked', () => {
  const path = { ...fourModes, interpolant: paths.cubic };
  const fields = exactFields(path).at(0.6);
  const flow = exactPointFlow(path, (order) => (order === 2 ? 'material' : 'conditional'));
  const at = { x, t: 0.6, d: 0.25 };
  expect(flow.order(1, at)).toEqual(fields.velocity(x));
  expect(flow.order(2, at)).toEqual(fields.material(x, 2));
  expect(flow.order(3, at)).toEqual(fields.conditional(x, 3));
});

test.each([0.999, 1, 0, 0.0008])('outside the domain the field goes on smoothly: t = %d', (t) => {
  // Where the density is: in the tails of a mixture the velocity turns quickly.
  const x = t < 0.5 ? Float64Array.of(4.6, 0.7, 0.5, 5.2) : Float64Array.of(9.5, 10.2, -9.2, 9.1);
  const narrow = exactPointFlow(
    { ...fourModes, interpolant: within(paths.cubic, 0.002) },
    () => 'conditional',
  );
  const whole = exactPointFlow({ ...fourModes, interpolant: paths.cubic }, () => 'conditional');
  const true_ = whole.order(1, { x, t, d: 0 });
  const off = (values: Float64Array) =>
    Math.hypot(...values.map((value, index) => value - Number(true_[index])));
  // A field that only stood still at the end of its domain would miss by a first power of the distance.
  const still = whole.order(1, { x, t: t < 0.5 ? 0.002 : 0.998, d: 0 });
  expect(off(narrow.order(1, { x, t, d: 0 }))).toBeLessThan(off(still) / 20);
});

test('the exact map of two halves is that of the whole, and never leaves [0, 1]', () => {
  const map = exactPointMap({ ...fourModes, interpolant: paths.ot });
  const start = Float64Array.of(4.6, 0.7);
  const middle = map({ x: start, t: 0, d: 0.3 });
  const end = map({ x: middle, t: 0.3, d: 0.7000001 });
  // Computed elsewhere.
  expect(end[0]).toBeCloseTo(9.87812624, 7);
  expect(end[1]).toBeCloseTo(9.62451402, 7);
});
