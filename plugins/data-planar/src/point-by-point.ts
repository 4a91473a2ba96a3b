import { type Distribution, points, type RandomStream } from '@highorder/core';

/** A point of the plane. */
export interface PlanePoint {
  readonly x: number;
  readonly y: number;
}

/** The distribution in the plane of which `drawPoint` draws one point. */
export function pointByPoint(drawPoint: (random: RandomStream) => PlanePoint): Distribution {
  return {
    dimension: 2,
    sample(count, random) {
      const values = new Float64Array(2 * count);
      for (let row = 0; row < count; row++) {
        const { x, y } = drawPoint(random);
        values[2 * row] = x;
        values[2 * row + 1] = y;
      }
      return points(2, values);
    },
  };
}
