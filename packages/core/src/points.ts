import { HighOrderError } from './error.ts';

/** A set of points on the host, float64. */
export interface Points {
  readonly count: number;
  readonly dimension: number;
  /** Row by row: coordinate j of point i is `values[i * dimension + j]`. */
  readonly values: Float64Array;
  /** For draws from a mixture: the component that each point came from. */
  readonly components?: Int32Array | undefined;
}

/** An affine change of units: z = (x - center) / scale, with one scale for all coordinates. */
export interface AffineMap {
  readonly center: readonly number[];
  readonly scale: number;
}

/** Points from values row by row. Throws where the values do not fill whole rows. */
export function points(dimension: number, values: Float64Array, components?: Int32Array): Points {
  const count = values.length / dimension;
  if (!Number.isInteger(count)) {
    throw new HighOrderError({
      message: `${values.length} values do not fill rows of ${dimension} coordinates.`,
    });
  }
  return components === undefined ? { count, dimension, values } : { count, dimension, values, components };
}

/** The chosen rows, in the order of `rows`. */
export function selectRows(from: Points, rows: ArrayLike<number>): Points {
  const { dimension } = from;
  const values = new Float64Array(rows.length * dimension);
  const components = from.components && new Int32Array(rows.length);
  for (let row = 0; row < rows.length; row++) {
    const origin = Number(rows[row]);
    values.set(from.values.subarray(origin * dimension, (origin + 1) * dimension), row * dimension);
    if (components && from.components) components[row] = Number(from.components[origin]);
  }
  return points(dimension, values, components);
}

/** The first rows, no more than `limit`; the same memory. */
export function firstRows(from: Points, limit: number): Points {
  const { count, dimension, values, components } = from;
  if (count <= limit) return from;
  return points(dimension, values.subarray(0, limit * dimension), components?.subarray(0, limit));
}

/** The rows of both sets as one, the first set in front. */
export function joinRows(first: Points, second: Points): Points {
  const values = new Float64Array(first.values.length + second.values.length);
  values.set(first.values);
  values.set(second.values, first.values.length);
  return points(first.dimension, values);
}

/** How many rows hold a number that is not finite. */
export function notFiniteRows({ count, dimension, values }: Points): number {
  let rows = 0;
  for (let row = 0; row < count; row++) {
    if (!values.subarray(row * dimension, (row + 1) * dimension).every(Number.isFinite)) rows++;
  }
  return rows;
}

/** z = (x - center) / scale for every point. */
export function toUnits(map: AffineMap, from: Points): Points {
  const { count, dimension, values } = from;
  const { scale } = map;
  const center = Float64Array.from(map.center);
  const mapped = new Float64Array(values.length);
  for (let row = 0, index = 0; row < count; row++) {
    for (let axis = 0; axis < dimension; axis++, index++) {
      mapped[index] = ((values[index] as number) - (center[axis] as number)) / scale;
    }
  }
  return points(dimension, mapped, from.components);
}

/** x = center + scale z for every point. */
export function fromUnits(map: AffineMap, from: Points): Points {
  const { count, dimension, values } = from;
  const { scale } = map;
  const center = Float64Array.from(map.center);
  const mapped = new Float64Array(values.length);
  for (let row = 0, index = 0; row < count; row++) {
    for (let axis = 0; axis < dimension; axis++, index++) {
      mapped[index] = (center[axis] as number) + scale * (values[index] as number);
    }
  }
  return points(dimension, mapped, from.components);
}
