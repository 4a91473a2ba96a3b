import type { SweepSettings } from '@highorder/config';
import type { RandomStream } from '@highorder/core';

/** An option that takes several values. */
export type Axis = SweepSettings['axes'][number];

/** Numbers that a count or a step did not fix are equally spaced in so many places. */
const USUAL_COUNT = 5;

/** The values of an axis, in their order. */
export function valuesOf({ choice, range, log }: Axis): readonly unknown[] {
  if (choice !== undefined) return choice;
  if (log !== undefined) {
    const { from, to, count = USUAL_COUNT } = log;
    const ratio = Math.log(to / from) / (count - 1);
    return ends(count, from, to, (index) => shorten(from * Math.exp(index * ratio)));
  }
  if (range === undefined) return [];
  const { from, to, step } = range;
  if (step !== undefined) {
    const count = Math.floor(Math.abs(to - from) / step + 1e-9) + 1;
    return Array.from({ length: count }, (_, index) => shorten(from + Math.sign(to - from) * index * step));
  }
  const count = range.count ?? USUAL_COUNT;
  return ends(count, from, to, (index) => shorten(from + ((to - from) * index) / (count - 1)));
}

/** One value at random: one of those that are counted, or any number between the ends. */
export function drawValue(axis: Axis, random: RandomStream): unknown {
  const { choice, range, log } = axis;
  const free = choice === undefined && (range ?? log)?.count === undefined && range?.step === undefined;
  const place = random.uniform();
  if (!free) {
    const values = valuesOf(axis);
    return values[Math.min(values.length - 1, Math.floor(place * values.length))];
  }
  if (log !== undefined) return shorten(log.from * (log.to / log.from) ** place);
  return range === undefined ? undefined : shorten(range.from + place * (range.to - range.from));
}

/** Both ends exactly as they were written. */
function ends(count: number, from: number, to: number, at: (index: number) => number): readonly number[] {
  return Array.from({ length: count }, (_, index) =>
    index === 0 ? from : index === count - 1 ? to : at(index),
  );
}

/** Twelve digits: what is beyond is rounding, and would only make names long. */
function shorten(value: number): number {
  return Number(value.toPrecision(12));
}
