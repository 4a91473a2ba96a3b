import { timeGrid } from '@highorder/core';
import { distances, moveAlong, orderBetween, type PointMap } from '@highorder/oracle';
import { type CandidateMaps, candidateMaps, type ExactFieldsOfFlow, type Method } from './candidate-maps.ts';
import { endsOf, type ErrorCurve } from './endpoint-curve.ts';
import type { Setting } from './setting.ts';

/** The order of convergence between two numbers of steps, of median errors. */
export interface MeasuredOrder {
  readonly between: readonly [number, number];
  /** The time up to which steps are made. */
  readonly until: number;
  readonly configured: number;
  /** Of the right objective. */
  readonly right: number;
}

/** Where a slope has settled on sharp problems; less where each point costs more than a slope is worth. */
const COUNTS = [256, 512] as const;
const FEW_COUNTS = [64, 128] as const;

/**
 * The slopes of an integrator that no rule teaches, on what is taught and on the derivatives of the flow. Steps go up to the
 * last time at which the path has all derivatives in use: beyond it no method has an order.
 */
export function freeOrder(
  { integrator }: Method,
  { configured, rightObjective }: CandidateMaps,
  { exact }: ExactFieldsOfFlow,
  setting: Setting,
): MeasuredOrder {
  const { path, clock, points, dimension } = setting;
  const until = path.interpolant.domain(integrator.derivatives).to;
  const between = setting.drawn === 64 ? COUNTS : FEW_COUNTS;
  const ends = until === 1 ? setting.ends : exact({ x: points, t: 0, d: until });
  const reading = clock.reading(until);
  const shortened = { ...clock, time: (part: number) => clock.time(part * reading) };
  const errorOf = (map: PointMap, steps: number) => ({
    steps,
    error: distances(moveAlong(map, points, timeGrid(shortened, steps)), ends, dimension).median,
  });
  const slope = (map: PointMap) => orderBetween(errorOf(map, between[0]), errorOf(map, between[1]));
  return { between, until, configured: slope(configured), right: slope(rightObjective) };
}

/** The slopes of the last two numbers of steps of two curves. */
export function curveOrder(configured: ErrorCurve, right: ErrorCurve): MeasuredOrder {
  const slope = ({ points }: ErrorCurve) => {
    const [coarse, fine] = points.slice(-2).map(({ steps, median }) => ({ steps, error: median }));
    return coarse !== undefined && fine !== undefined ? orderBetween(coarse, fine) : Number.NaN;
  };
  const [coarse, fine] = configured.points.slice(-2).map(({ steps }) => steps);
  return {
    between: [Number(coarse), Number(fine)],
    ...{ until: 1, configured: slope(configured), right: slope(right) },
  };
}

/**
 * The order with which the ends of a fixed point near the exact ones as its base step is halved: what the integrator's order
 * on the taught fields comes to under a rule whose ends are the same for any number of steps. Undefined without a ladder.
 */
export function baseOrder(method: Method, fields: ExactFieldsOfFlow, setting: Setting): number | undefined {
  const { rule } = method;
  if (rule?.ladder === undefined) return undefined;
  const { ladder } = rule;
  const errorOf = (finest: number) => {
    const finer = { ...method, rule: { ...rule, ladder: { ...ladder, finest } } };
    const ends = endsOf(candidateMaps(finer, fields).configured, setting, 1);
    return { steps: 1 / finest, error: distances(ends, setting.ends, setting.dimension).median };
  };
  return orderBetween(errorOf(ladder.finest), errorOf(ladder.finest / 2));
}
