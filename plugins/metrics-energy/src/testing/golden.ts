import { type Points, points } from '@highorder/core';

/**
 * Values of numpy 2.4.6 and scipy 1.17.1 for `goldenSets`:
 *
 *   i, j = np.arange(60), np.arange(50)
 *   x, y = np.c_[np.sin(i), np.cos(1.7 * i)], np.c_[np.sin(2.3 * j) + 0.3, np.cos(0.9 * j)]
 *   2 * cdist(x, y).mean() - pdist(x).mean() - pdist(y).mean()
 *   2 * cdist(x, y).mean() - cdist(x, x).mean() - cdist(y, y).mean()
 *   k = lambda d, s: np.exp(-d**2 / (2 * s**2))
 *   k(pdist(x), s).mean() + k(pdist(y), s).mean() - 2 * k(cdist(x, y), s).mean(), for s = 0.25 and s = np.median(pdist(np.r_[x, y]))
 */
export const golden = {
  energy: 0.004451224561831113,
  energyBiased: 0.052053129990185854,
  mmdNarrow: -0.004439749613918367,
  mmdMedian: -3.6402260981338586e-5,
};

/** 60 and 50 points in the plane that any language can make. */
export function goldenSets(): readonly [Points, Points] {
  const set = (count: number, at: (i: number) => readonly number[]) =>
    points(2, Float64Array.from(Array.from({ length: count }, (_, i) => at(i)).flat()));
  return [
    set(60, (i) => [Math.sin(i), Math.cos(1.7 * i)]),
    set(50, (i) => [Math.sin(2.3 * i) + 0.3, Math.cos(0.9 * i)]),
  ];
}
