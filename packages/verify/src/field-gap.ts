import type { ExactFieldsOfFlow } from './candidate-maps.ts';
import type { Objective } from './objective.ts';
import type { Setting } from './setting.ts';

/** By order from 2 on: how far what is taught is from the derivative of the flow, relative to it. */
export type FieldGaps = Readonly<Record<string, number>>;

/** Times at which fields are compared, inside the domains of all orders. */
const TIMES = [0.1, 0.3, 0.5, 0.7, 0.9];

/**
 * How far the field that order k is taught is from the derivative of the flow, relative to that derivative: root mean squares
 * over points that the exact flow carries and over times.
 */
function fieldGap(
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

/** The gaps of all orders from 2 on that an objective teaches. */
export function fieldGapsOf(
  { instantaneous }: Objective,
  fields: ExactFieldsOfFlow,
  setting: Setting,
): FieldGaps {
  const higher = [...instantaneous].filter(([order]) => order > 1);
  return Object.fromEntries(
    higher.map(([order, kind]) => [
      String(order),
      kind === 'material' ? 0 : fieldGap(order, fields, setting),
    ]),
  );
}
