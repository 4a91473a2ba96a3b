import type { Interval } from '@highorder/core';
import { exactFields, type FieldsAtTime } from '../exact/exact-fields.ts';
import { exactFlow, type FlowPrecision } from '../exact/exact-flow.ts';
import type { MixturePath } from '../exact/mixture-path.ts';
import type { PointFlow, PointMap } from './point-flow.ts';
import { addScaled } from './point-steps.ts';

/**
 * Which field of order k a head is: the mean of the path's derivative over all pairs through x (`conditional`,
 * E[x^(k) | x]), or the derivative of the flow line itself (`material`, D^(k-1) u / Dt^(k-1)). Both are the velocity at order 1.
 */
export type FieldKind = 'conditional' | 'material';

/** Times of which fields are kept: a ladder comes back to the same ones. */
const KEPT = 600;

/**
 * The exact fields as a flow, whatever step it is told. `kindOf` says which field stands for order k.
 *
 * Where the path has no derivative of order k at t (t lies outside `domain(k)`), no matching row stands either, and a network
 * goes on as smoothly as it can: the field is continued from inside by a parabola in t, through the domain's end and two times
 * before it.
 */
export function exactPointFlow(path: MixturePath, kindOf: (order: number) => FieldKind): PointFlow {
  const fields = exactFields(path);
  const kept = new Map<number, FieldsAtTime>();
  const at = (t: number): FieldsAtTime => {
    const known = kept.get(t);
    if (known !== undefined) return known;
    const made = fields.at(t);
    if (kept.size >= KEPT) kept.clear();
    kept.set(t, made);
    return made;
  };
  return {
    order(k, { x, t }) {
      const kind = kindOf(k);
      const field = (time: number) =>
        kind === 'material' ? at(time).material(x, k) : at(time).conditional(x, k);
      const domain = path.interpolant.domain(k);
      if (t >= domain.from && t <= domain.to) return field(t);
      return continued(field, domain, t);
    },
  };
}

/** The parabola through the values at the end of the domain and at one and two gaps before it, at t outside. */
function continued(field: (t: number) => Float64Array, { from, to }: Interval, t: number): Float64Array {
  const [end, outside] = t > to ? [to, 1 - to] : [from, -from];
  const gap = Math.sign(outside) * Math.min(Math.abs(outside), (to - from) / 2);
  const beyond = (t - end) / gap;
  const value = field(end).map((last) => (last * (beyond + 1) * (beyond + 2)) / 2);
  addScaled(value, field(end - gap), -beyond * (beyond + 2));
  addScaled(value, field(end - 2 * gap), (beyond * (beyond + 1)) / 2);
  return value;
}

/** The exact flow as a map from one time to another: what every exact flow-map objective converges to. */
export function exactPointMap(path: MixturePath, precision?: FlowPrecision): PointMap {
  const flow = exactFlow(path, precision);
  return ({ x, t, d }) => flow.move(x, t, Math.min(1, t + d));
}
