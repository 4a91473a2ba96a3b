/** Distances between points, summed up. */
export interface Spread {
  readonly rms: number;
  readonly median: number;
}

/** Root mean square and median of the distances between points, row by row, [rows * dimension] each. */
export function distances(points: Float64Array, others: Float64Array, dimension: number): Spread {
  const all = Float64Array.from({ length: points.length / dimension }, (_, row) => {
    let square = 0;
    for (let axis = row * dimension; axis < (row + 1) * dimension; axis++) {
      square += (Number(points[axis]) - Number(others[axis])) ** 2;
    }
    return Math.sqrt(square);
  }).sort();
  const rms = Math.sqrt(all.reduce((sum, value) => sum + value * value, 0) / all.length);
  const middle = (all.length - 1) / 2;
  const median = (Number(all[Math.floor(middle)]) + Number(all[Math.ceil(middle)])) / 2;
  return { rms, median };
}

/** Errors at two numbers of steps, and the order of convergence between them: log(coarse / fine) / log(steps' ratio). */
export function orderBetween(
  coarse: { readonly steps: number; readonly error: number },
  fine: { readonly steps: number; readonly error: number },
): number {
  return Math.log(coarse.error / fine.error) / Math.log(fine.steps / coarse.steps);
}
