import type { PointFlow, PointMap, PointMoment } from '@highorder/oracle';

/**
 * A map that follows points once for each time and step: calls are told apart by the array of points itself. What it gives is
 * such an array again, so that a second walk over the same times costs nothing.
 */
export function remembered(map: PointMap): PointMap {
  const known = new WeakMap<Float64Array, Map<string, Float64Array>>();
  return (from) => {
    const ofPoints = known.get(from.x) ?? new Map<string, Float64Array>();
    known.set(from.x, ofPoints);
    const key = `${from.t} ${from.d}`;
    const found = ofPoints.get(key) ?? map(from);
    ofPoints.set(key, found);
    return found;
  };
}

/** The same for every order of a flow. */
export function rememberedFlow(flow: PointFlow): PointFlow {
  const orders = new Map<number, PointMap>();
  return {
    order(k, at) {
      const known = orders.get(k) ?? remembered((from: PointMoment) => flow.order(k, from));
      orders.set(k, known);
      return known(at);
    },
  };
}
