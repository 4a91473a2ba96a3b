import type { PointFlow } from '@highorder/oracle';
import { type CandidateMaps, candidateMaps, type Method } from './candidate-maps.ts';

/** What one step of length 1 makes of x = 1 on the linear flow x' = x, whose exact answer is e, every field being exact. */
export interface LinearYardstick {
  readonly exact: number;
  readonly configured: number;
  /** The average velocity u_1 alone. */
  readonly averageAlone: number;
  /** With the flow-map rule instead. */
  readonly rightRule: number;
}

const linear: PointFlow = { order: (_, { x }) => x.slice() };

/** A method's fixed point on the linear flow. */
export function linearYardstick(method: Method): LinearYardstick {
  const maps = candidateMaps(method, {
    taught: linear,
    material: linear,
    exact: ({ x, d }) => x.map((value) => value * Math.exp(d)),
  });
  const growth = (name: keyof CandidateMaps) => Number(maps[name]({ x: Float64Array.of(1), t: 0, d: 1 })[0]);
  return {
    exact: Math.E,
    configured: growth('configured'),
    averageAlone: growth('averageAlone'),
    rightRule: growth('rightRule'),
  };
}
