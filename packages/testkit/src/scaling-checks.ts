import { fromUnits, type Points, points, randomStream, type Scaling, toUnits } from '@highorder/core';
import { ensure } from './contract-setup.ts';
import { expectClose } from './expect-close.ts';

const DIMENSIONS = [1, 2, 3];
const COUNT = 200;

/** The map has a center for each coordinate and a positive scale, and goes there and back. */
export function checkUnits(scaling: Scaling): void {
  for (const dimension of DIMENSIONS) {
    const pair = examplePair(dimension);
    const map = scaling.fit(pair);
    ensure(
      map.center.length === dimension && map.center.every(Number.isFinite),
      `Points of ${dimension} coordinates get the center (${map.center.join(', ')}).`,
    );
    ensure(
      map.scale > 0 && Number.isFinite(map.scale),
      `The scale is ${map.scale}, expected a positive number.`,
    );
    const back = fromUnits(map, toUnits(map, pair.target)).values;
    expectClose('points there and back', back, pair.target.values, { relative: 1e-9, absolute: 1e-9 });
  }
}

/** Equal points give the equal map, and stay as they are. */
export function checkScalingPure(scaling: Scaling): void {
  const pair = examplePair(2);
  const before = structuredClone(pair);
  const map = scaling.fit(pair);
  const same = (side: 'source' | 'target') =>
    pair[side].values.every((value, index) => value === before[side].values[index]);
  ensure(same('source') && same('target'), 'Fitting changes the points.');
  const again = scaling.fit(pair);
  expectClose('a second fit', [...again.center, again.scale], [...map.center, map.scale], { absolute: 0 });
}

/** A source around 0 and a target far from it, of other spread. */
function examplePair(dimension: number): { readonly source: Points; readonly target: Points } {
  const random = randomStream({ seed: 31, purpose: `scaling/${dimension}` });
  const drawn = (center: number, spread: number) =>
    points(
      dimension,
      Float64Array.from({ length: COUNT * dimension }, () => center + spread * random.normal()),
    );
  return { source: drawn(0, 1), target: drawn(7, 4) };
}
