import { exactFields, exactFlow, type MixturePath } from '@highorder/oracle';
import type { FieldPoint } from './point.ts';

/** All that is asked of the exact fields. */
export interface FieldsRequest {
  readonly path: MixturePath;
  readonly points: readonly FieldPoint[];
  /** The highest order of conditional means and material derivatives. */
  readonly orders: number;
  /** Whether the ends of the exact flow are wanted. */
  readonly endpoint: boolean;
}

/** The exact fields at a point, in the data's own units. */
export interface PointFields extends FieldPoint {
  readonly logDensity: number;
  readonly velocity: readonly number[];
  /** Conditional means of the derivatives of the path of each order from 2 on, by order. */
  readonly conditional: Readonly<Record<string, readonly number[]>>;
  /** Material derivatives, those of the flow line, of each order from 2 on, by order. */
  readonly material: Readonly<Record<string, readonly number[]>>;
  /** Where the exact flow carries the point to at t = 1. */
  readonly endpoint?: readonly number[];
}

/** The exact fields at every point. Throws where the path lacks a derivative of the highest order at one of the times. */
export function fieldsOf({ path, points, orders, endpoint }: FieldsRequest): readonly PointFields[] {
  const fields = exactFields(path);
  const flow = exactFlow(path);
  return points.map(({ t, x }) => {
    const at = fields.at(t);
    const point = Float64Array.from(x);
    return {
      ...{ t, x, logDensity: Number(at.logDensity(point)[0]), velocity: [...at.velocity(point)] },
      conditional: byOrder(orders, (order) => at.conditional(point, order)),
      material: byOrder(orders, (order) => at.material(point, order)),
      ...(endpoint ? { endpoint: [...flow.move(point, t, 1)] } : {}),
    };
  });
}

function byOrder(
  orders: number,
  of: (order: number) => Float64Array,
): Readonly<Record<string, readonly number[]>> {
  const entries: [string, readonly number[]][] = [];
  for (let order = 2; order <= orders; order++) entries.push([String(order), [...of(order)]]);
  return Object.fromEntries(entries);
}
