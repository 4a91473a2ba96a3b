import { factorial } from '@highorder/core';
import { halvesOf, type Spread } from '@highorder/oracle';
import type { ExactFieldsOfFlow } from './candidate-maps.ts';
import type { EffectiveRule } from './rule-verdict.ts';
import { apart } from './endpoint-curve.ts';
import type { Setting } from './setting.ts';

/**
 * How far a rule moves the exact flow itself: the end of one step over [0, 1] that its right side makes of exact half
 * steps, against the exact end. 0 for a rule that the true flow obeys; the rule of the paper adds d^2/8 u_2 and more to the
 * middle of a step that is exact already. In the data's own units.
 */
export function ruleDefect(
  { name }: EffectiveRule,
  { highest, fields, setting }: DefectRequest,
): Spread | undefined {
  const { points: x, clock, ends } = setting;
  if (name !== 'paper' && name !== 'flow-map' && name !== 'shortcut') return undefined;
  const halves = halvesOf({ finest: 1, clock }, 0, 1);
  if (halves === undefined) return undefined;
  const { half, rest } = halves;
  const middle = fields.exact({ x, t: 0, d: half });
  const seen = name === 'paper' ? withHigherOrders(middle, x, half, highest, fields) : middle;
  const change = fields.exact({ x: seen, t: half, d: rest });
  // The second half's velocity acts from the exact middle, wherever it was looked up.
  const end = change.map((value, index) => value - Number(seen[index]) + Number(middle[index]));
  return apart(end, ends, setting);
}

/** What a defect is measured with. */
export interface DefectRequest {
  /** The highest order of the heads. */
  readonly highest: number;
  readonly fields: ExactFieldsOfFlow;
  readonly setting: Setting;
}

function withHigherOrders(
  middle: Float64Array,
  x: Float64Array,
  half: number,
  highest: number,
  { taught }: ExactFieldsOfFlow,
): Float64Array {
  const moved = middle.slice();
  for (let k = 2; k <= highest; k++) {
    taught.order(k, { x, t: 0, d: 0 }).forEach((value, index) => {
      moved[index] = Number(moved[index]) + (half ** k / factorial(k)) * value;
    });
  }
  return moved;
}
