import { exactFields, type MixturePath } from '@highorder/oracle';

/**
 * Euler's method on the exact velocity field, x + (t' - t) u(x, t), along a grid of times; points row by row. Where the
 * velocity is not defined at a time of the grid, it is taken at the nearest time where it is.
 */
export function exactEuler(path: MixturePath, x: Float64Array, times: Float64Array): Float64Array {
  const fields = exactFields(path);
  const { from, to } = path.interpolant.domain(1);
  let points = x;
  for (let step = 0; step + 1 < times.length; step++) {
    const [now, next] = [Number(times[step]), Number(times[step + 1])];
    const velocity = fields.at(Math.min(to, Math.max(from, now))).velocity(points);
    points = points.map((value, index) => value + (next - now) * Number(velocity[index]));
  }
  return points;
}
