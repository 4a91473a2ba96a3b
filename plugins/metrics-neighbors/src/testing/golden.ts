import { type Points, points } from '@highorder/core';

/**
 * Values of numpy 2.4.6, scipy 1.17.1 and scikit-learn 1.9.1 for `goldenSets`:
 *
 *   i, j = np.arange(60), np.arange(50)
 *   x, y = np.c_[np.sin(i), np.cos(1.7 * i)], np.c_[np.sin(2.3 * j) + 0.3, np.cos(0.9 * j)]
 *   def inside(p, c, n):
 *     r = NearestNeighbors(n_neighbors=n + 1).fit(c).kneighbors(c)[0][:, -1]
 *     return (cdist(p, c) <= r).any(1).mean()
 *   inside(x, y, 3), inside(y, x, 3)
 *   z, l = np.r_[x, y], np.r_[np.ones(60), np.zeros(50)]
 *   cross_val_score(KNeighborsClassifier(n), z, l, cv=LeaveOneOut()).mean(), for n = 1, 5, 7
 */
export const golden = {
  precision: 0.8,
  recall: 0.84,
  accuracy: { 1: 0.6727272727272727, 5: 0.6272727272727273, 7: 0.34545454545454546 },
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
