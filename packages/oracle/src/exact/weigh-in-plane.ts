import type { PackedPairs } from './packed-pairs.ts';
import type { SumWeights } from './sum-weights.ts';

/**
 * Writes the log densities of the pairs at a point y of a plane, up to the constant of the family, and returns the largest.
 * What `sumPairs` does in any dimension, in one loop instead of three: most problems are in a plane.
 */
export function weighInPlane(packed: PackedPairs, y: Float64Array, { alpha, beta }: SumWeights): number {
  const { state, room, source, oneSource } = packed;
  const { into, ratios, logVolume } = state.family.axes;
  const [first, second] = [y[0] as number, y[1] as number];
  const z0 = (into[0] as number) * first + (into[1] as number) * second;
  const z1 = (into[2] as number) * first + (into[3] as number) * second;
  state.z.set([z0, z1]);
  const variance0 = (ratios[0] as number) * alpha * alpha + beta * beta;
  const variance1 = (ratios[1] as number) * alpha * alpha + beta * beta;
  packed.constant = logVolume - Math.log(variance0 * variance1) / 2;
  const at = { z0, z1, half0: 0.5 / variance0, half1: 0.5 / variance1, alpha, beta };
  if (!oneSource) return packed.constant + planeDensities(packed, at);
  const [m0, m1] = [source[0] as number, source[room] as number];
  return packed.constant + densitiesFromOne(packed, { ...at, z0: z0 - beta * m0, z1: z1 - beta * m1 });
}

/** A point of a plane along the axes, and what all pairs share there. */
interface PlanePlace {
  readonly z0: number;
  readonly z1: number;
  readonly half0: number;
  readonly half1: number;
  readonly alpha: number;
  readonly beta: number;
}

/** Writes log densities, up to the constant, and returns the largest. */
function planeDensities(packed: PackedPairs, { z0, z1, half0, half1, alpha, beta }: PlanePlace): number {
  const { value, logWeight, target, source, count, room } = packed;
  let largest = -Infinity;
  for (let slot = 0, next = room; slot < count; slot++, next++) {
    const offset0 = z0 - alpha * (target[slot] as number) - beta * (source[slot] as number);
    const offset1 = z1 - alpha * (target[next] as number) - beta * (source[next] as number);
    const joint = (logWeight[slot] as number) - offset0 * offset0 * half0 - offset1 * offset1 * half1;
    value[slot] = joint;
    if (joint > largest) largest = joint;
  }
  return largest;
}

/** The same where the source has one component, whose mean is taken from the point before. */
function densitiesFromOne(packed: PackedPairs, { z0, z1, half0, half1, alpha }: PlanePlace): number {
  const { value, logWeight, target, count, room } = packed;
  let largest = -Infinity;
  for (let slot = 0, next = room; slot < count; slot++, next++) {
    const offset0 = z0 - alpha * (target[slot] as number);
    const offset1 = z1 - alpha * (target[next] as number);
    const joint = (logWeight[slot] as number) - offset0 * offset0 * half0 - offset1 * offset1 * half1;
    value[slot] = joint;
    if (joint > largest) largest = joint;
  }
  return largest;
}
