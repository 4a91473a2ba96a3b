import { factorial } from '@highorder/core';
import { halvesOf, type Ladder } from './ladder.ts';
import { mapOf, type PointFlow, type PointMap, type PointStep, toldNoStep } from './point-flow.ts';
import { addScaled, taylorStep } from './point-steps.ts';

/**
 * What the flow-map rule makes of an integrator's step: where it goes in two half steps, halved again down to the base,
 * which is made with instantaneous derivatives,
 *
 *   Phi(x, t, d) = Phi(Phi(x, t, d1), t + d1, d2).
 *
 * Its error is that of the base steps, whatever d. Source: the semigroup condition, Boffi et al., arXiv 2505.18825.
 */
export function flowMapFixedPoint(step: PointStep, instantaneous: PointFlow, ladder: Ladder): PointMap {
  const base = mapOf(step, toldNoStep(instantaneous));
  const map: PointMap = ({ x, t, d }) => {
    const halves = halvesOf(ladder, t, d);
    if (halves === undefined) return base({ x, t, d });
    const middle = map({ x, t, d: halves.half });
    return map({ x: middle, t: t + halves.half, d: halves.rest });
  };
  return map;
}

/**
 * What the shortcut rule makes of the velocity:
 *
 *   u_1(x, t, d) = [d1 u_1(x, t, d1) + d2 u_1(x', t + d1, d2)] / d,   x' = x + d1 u_1(x, t, d1),
 *
 * down to the base, where u_1 is instantaneous: the average velocity of Euler's steps of the base's size. Higher orders
 * keep their instantaneous values, which the rule does not touch. Source: Frans et al., arXiv 2410.12557.
 */
export function shortcutFixedPoint(instantaneous: PointFlow, ladder: Ladder): PointFlow {
  return velocityFixedPoint(instantaneous, ladder, 1);
}

/**
 * What the rule of the HOMO paper makes of the velocity of a flow of orders 1 ... K: as the shortcut rule, but
 *
 *   x' = x + d1 u_1(x, t, d1) + d1^2/2 u_2 + ... + d1^K/K! u_K.
 *
 * u_1 is an average already, so that curvature counts twice: u_1 is off by d^2/12 (grad u) u_2 + O(d^3). Evaluates the
 * fields 1/base times for each order and for each unit of time. Source: arXiv 2502.00688.
 */
export function paperFixedPoint(instantaneous: PointFlow, ladder: Ladder, highest: number): PointFlow {
  return velocityFixedPoint(instantaneous, ladder, highest);
}

/**
 * What MeanFlow of order K makes of u_K: the average that the exact flow leaves to it,
 *
 *   U_K(x, t, d) = K!/d^K [ X(t + d) - x - sum_(k<K) d^k/k! a_k ],   a_k = D^(k-1) u / Dt^(k-1),
 *
 * and a_K at d = 0. Other orders are the instantaneous ones, which may be other fields than a_k. Source: Geng et al.,
 * arXiv 2505.13447, for K = 1.
 */
export function meanFlowFixedPoint(
  order: number,
  exact: PointMap,
  { instantaneous, material }: { readonly instantaneous: PointFlow; readonly material: PointFlow },
): PointFlow {
  const lower = taylorStep(order - 1);
  return {
    order(k, at) {
      if (k !== order) return instantaneous.order(k, { ...at, d: 0 });
      if (at.d === 0) return material.order(k, at);
      const rest = exact(at).slice();
      addScaled(rest, lower(material, at), -1);
      return rest.map((value) => (value * factorial(order)) / at.d ** order);
    },
  };
}

function velocityFixedPoint(instantaneous: PointFlow, ladder: Ladder, highest: number): PointFlow {
  const velocity: PointMap = ({ x, t, d }) => {
    const halves = halvesOf(ladder, t, d);
    if (halves === undefined) return instantaneous.order(1, { x, t, d: 0 });
    const { half, rest } = halves;
    const first = velocity({ x, t, d: half });
    const middle = x.slice();
    addScaled(middle, first, half);
    for (let k = 2; k <= highest; k++) {
      addScaled(middle, instantaneous.order(k, { x, t, d: 0 }), half ** k / factorial(k));
    }
    const mean = first.map((value) => (value * half) / d);
    addScaled(mean, velocity({ x: middle, t: t + half, d: rest }), rest / d);
    return mean;
  };
  return {
    order: (k, at) => (k === 1 ? velocity(at) : instantaneous.order(k, { ...at, d: 0 })),
  };
}
