import { spreadOf } from '../measure/summary.ts';
import type { FrontierPoint } from './train-point.ts';

/** A point with the median of its seeds. */
export type MedianPoint = Omit<FrontierPoint, 'seed'>;

/** Joins the seeds of each method, width and number of updates. */
export function medianPoints(points: readonly FrontierPoint[]): readonly MedianPoint[] {
  const groups = new Map<string, FrontierPoint[]>();
  for (const point of points) {
    const key = `${point.method} ${point.width} ${point.updates}`;
    groups.set(key, [...(groups.get(key) ?? []), point]);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const { seed: _, ...shared } = first;
    const distances = [...first.distances.keys()].map((steps) => {
      return [steps, spreadOf(group.map((point) => Number(point.distances.get(steps)))).median] as const;
    });
    const floor = spreadOf(group.map((point) => point.floor)).median;
    return [{ ...shared, distances: new Map(distances), floor }];
  });
}

/** Those that no other beats in both the FLOPs of training and the distance at a number of steps. */
export function onFrontier(points: readonly MedianPoint[], steps: number): ReadonlySet<MedianPoint> {
  const distance = (point: MedianPoint) => Number(point.distances.get(steps));
  const beats = (one: MedianPoint, other: MedianPoint) =>
    one !== other && one.trainingFlops <= other.trainingFlops && distance(one) < distance(other);
  return new Set(points.filter((point) => !points.some((other) => beats(other, point))));
}
