import { type ExactFieldsOfFlow } from './candidate-maps.ts';
import type { Setting } from './setting.ts';

/** Times at which fields are compared, inside the domains of all orders. */
const TIMES = [0.1, 0.3, 0.5, 0.7, 0.9];

/**
 * How far the field that order k is taught is from the derivative of the flow, relative to that derivative: root mean squares
 * over points that the exact flow carries and over times.
 */
export function fieldGap(
  order: number,
  { taught, material, exact }: ExactFieldsOfFlow,
  { points }: Setting,
): number {
  let [gap, size] = [0, 0];
  for (const t of TIMES) {
    const x = exact({ x: points, t: 0, d: t });
    const right = material.order(order, { x, t, d: 0 });
    taught.order(order, { x, t, d: 0 }).forEach((value, index) => {
      gap += (value - Number(right[index])) ** 2;
      size += Number(right[index]) ** 2;
    });
  }
  return Math.sqrt(gap / size);
}
