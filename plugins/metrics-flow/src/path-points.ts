import { Jet, type PerfectComparison, points, type Points, required } from '@highorder/core';

/** Points of p_t: x = alpha(t) x1 + beta(t) x0 for the first pairs of independent draws of target and source. */
export function pathPoints(
  { source, reference, problem }: PerfectComparison,
  limit: number,
  t: number,
): Points {
  const path = required(problem.interpolant, 'The path of this problem is not known.');
  const { alpha, beta } = path.weights(Jet.time(Float64Array.of(t), 0));
  const [a, b] = [Number(alpha.coefficient(0)[0]), Number(beta.coefficient(0)[0])];
  const length = Math.min(source.count, reference.count, limit) * source.dimension;
  const values = source.values.slice(0, length);
  return points(
    source.dimension,
    values.map((value, index) => a * Number(reference.values[index]) + b * value),
  );
}
