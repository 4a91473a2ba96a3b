import { HighOrderError } from '@highorder/core';
import { fifth, stages, third, weights } from './dormand-prince-table.ts';

/** A field to follow, of vectors that change in place. */
export interface VectorField {
  /** A step starts at y. */
  start(t: number, y: Float64Array): void;
  /** dy/dt at t and y, into the last. */
  rate(t: number, y: Float64Array, into: Float64Array): void;
  /** Whether what was settled at the start of a step still holds at its end; if not, the step is made again shorter. */
  holds(t: number, y: Float64Array): boolean;
}

/** From where to where, and how exactly. */
export interface Journey {
  readonly from: number;
  readonly to: number;
  /** What an error is measured by, at a time: the size of coordinates. */
  size(t: number): number;
  /** The error that a step may make, in that measure. */
  readonly tolerance: number;
  /** The length of the first step to try, such as an earlier journey ended with. Chosen from the rate where absent. */
  readonly step?: number | undefined;
}

/** Attempts for one point: enough for every problem that is not lost. */
const ATTEMPTS = 100_000;

/**
 * Moves y, in place, along the field. Steps of order 8 with an error estimate from embedded formulas of orders 5 and 3
 * (DOP853), grown or shrunk so that each errs by about the tolerance.
 *
 * Returns the length of step to go on with. Source: Hairer, Norsett and Wanner, Solving Ordinary Differential Equations I, section II.10. Throws where steps become
 * too small to count.
 */
export function integrate(field: VectorField, y: Float64Array, journey: Journey): number {
  const { from, to, size, tolerance } = journey;
  if (from === to) return journey.step ?? 0;
  const work = workspace(y.length);
  const direction = Math.sign(to - from);
  let t = from;
  field.start(t, y);
  field.rate(t, y, work.rates[0] as Float64Array);
  const known = journey.step !== undefined && journey.step > 0;
  let step = direction * (known ? journey.step : firstStep(size(t), work.rates[0] as Float64Array));
  let refused = false;
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    // A step that is shorter by less than rounding ends there too.
    const last = Math.abs(step) >= Math.abs(to - t) || t + step === to;
    const wanted = Math.abs(step);
    if (last) step = to - t;
    const end = last ? to : t + step;
    const error = tryStep(field, work, y, t, step) / (tolerance * Math.max(size(t), size(end)));
    const accurate = error <= 1;
    const accepted = accurate && field.holds(end, work.next);
    if (accepted) {
      y.set(work.next);
      if (last) return Math.max(wanted, Math.abs(step) * growth(error, 6));
      t = end;
      field.start(t, y);
      field.rate(t, y, work.rates[0] as Float64Array);
    }
    // What made a step too long to hold mostly lies ahead still.
    if (accepted) step *= growth(error, refused ? 1 : 6);
    else step *= accurate ? 0.5 : growth(Math.max(error, 2), 1);
    refused = !accepted;
  }
  throw new HighOrderError({
    message: `The exact flow cannot be followed past ${t}, on its way from ${from} to ${to}.`,
  });
}

/** Moves y, in place, by one step of a given length. */
export function dormandPrinceStep(field: VectorField, y: Float64Array, t: number, step: number): void {
  const work = workspace(y.length);
  field.start(t, y);
  field.rate(t, y, work.rates[0] as Float64Array);
  tryStep(field, work, y, t, step);
  y.set(work.next);
}

interface Workspace {
  /** The rates of the stages. */
  readonly rates: readonly Float64Array[];
  readonly next: Float64Array;
}

function workspace(length: number): Workspace {
  return { rates: stages.map(() => new Float64Array(length)), next: new Float64Array(length) };
}

/** A fiftieth of the time in which a point crosses its own size. */
function firstStep(size: number, rate: Float64Array): number {
  return size / (50 * Math.hypot(...rate) + Number.MIN_VALUE);
}

function growth(error: number, most: number): number {
  return Math.min(most, Math.max(1 / 3, 0.9 * error ** (-1 / 8)));
}

/** One step from y, whose rate is known, into `next`; returns the estimate of its error, a root mean square. */
function tryStep(
  field: VectorField,
  { rates, next }: Workspace,
  y: Float64Array,
  t: number,
  step: number,
): number {
  for (let stage = 1; stage < stages.length; stage++) {
    const { time, row } = stages[stage] as (typeof stages)[number];
    for (let d = 0; d < y.length; d++) {
      next[d] = (y[d] as number) + step * combination(row, rates, d);
    }
    field.rate(t + time * step, next, rates[stage] as Float64Array);
  }
  let [five, three] = [0, 0];
  for (let d = 0; d < y.length; d++) {
    const mean = combination(weights, rates, d);
    next[d] = (y[d] as number) + step * mean;
    five += combination(fifth, rates, d) ** 2;
    three += (mean - combination(third, rates, d)) ** 2;
  }
  const both = five + 0.01 * three;
  return both === 0 ? 0 : (Math.abs(step) * five) / Math.sqrt(both * y.length);
}

/** The sum of coefficients times rates, of coordinate d. Coefficients stand in pairs: stage, value. */
function combination(row: Float64Array, rates: readonly Float64Array[], d: number): number {
  let sum = 0;
  for (let at = 0; at < row.length; at += 2) {
    sum += (row[at + 1] as number) * ((rates[row[at] as number] as Float64Array)[d] as number);
  }
  return sum;
}
