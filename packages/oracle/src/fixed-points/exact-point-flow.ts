import { exactFields, type FieldsAtTime } from '../exact/exact-fields.ts';
import { exactFlow, type FlowPrecision } from '../exact/exact-flow.ts';
import type { MixturePath } from '../exact/mixture-path.ts';
import type { PointFlow, PointMap } from './point-flow.ts';

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
 * Where the path has no derivative of order k at t (t lies outside `domain(k)`), the field is held at the nearest time that
 * has one: no matching row stands there either.
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
      const { from, to } = path.interpolant.domain(k);
      const there = at(Math.min(Math.max(t, from), to));
      return kindOf(k) === 'material' ? there.material(x, k) : there.conditional(x, k);
    },
  };
}

/** The exact flow as a map from one time to another: what every exact flow-map objective converges to. */
export function exactPointMap(path: MixturePath, precision?: FlowPrecision): PointMap {
  const flow = exactFlow(path, precision);
  return ({ x, t, d }) => flow.move(x, t, Math.min(1, t + d));
}
