/** The root of the mean square length of vectors that stand row by row. */
export function rootMeanSquare(values: Float64Array, dimension: number): number {
  return Math.sqrt((values.reduce((sum, value) => sum + value * value, 0) * dimension) / values.length);
}

/** The same of the difference of two sets of vectors. */
export function rootMeanSquareError(some: Float64Array, others: Float64Array, dimension: number): number {
  return rootMeanSquare(
    some.map((value, index) => value - Number(others[index])),
    dimension,
  );
}
