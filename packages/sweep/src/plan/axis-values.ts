import type { SweepSettings } from '@highorder/config';
import type { RandomStream } from '@highorder/core';

/** An option that takes several values. */
export type Axis = SweepSettings['axes'][number];

/** Where the values of an axis come from. */
export type ValueSource = Pick<Axis, 'choice' | 'range' | 'log'>;

/** Numbers that a count or a step did not fix are equally spaced in so many places. */
const USUAL_COUNT = 5;

/** How many values an axis has, without making them. */
export function countOf({ choice, range, log }: ValueSource): number {
  if (choice !== undefined) return choice.length;
  if (log !== undefined) return log.count ?? USUAL_COUNT;
  if (range === undefined) return 0;
  const { from, to, step, count = USUAL_COUNT } = range;
  return step === undefined ? count : Math.floor(Math.abs(to - from) / step + 1e-9) + 1;
}

/** Whether an axis of random draws takes any number between its ends. */
export function isFree({ choice, range, log }: ValueSource): boolean {
  return choice === undefined && (range ?? log)?.count === undefined && range?.step === undefined;
}

/** The values of an axis, in their order. */
export function valuesOf({ choice, range, log }: ValueSource): readonly unknown[] {
  if (choice !== undefined) return choice;
  if (log !== undefined) {
    const { from, to, count = USUAL_COUNT } = log;
    const ratio = Math.log(to / from) / (count - 1);
    return ends(count, from, to, (index) => shorten(from * Math.exp(index * ratio)));
  }
  if (range === undefined) return [];
  const { from, to, step } = range;
  if (step !== undefined) {
    return Array.from({ length: countOf({ range }) }, (_, index) =>
      shorten(from + Math.sign(to - from) * index * step),
    );
  }
  const count = range.count ?? USUAL_COUNT;
  return ends(count, from, to, (index) => shorten(from + ((to - from) * index) / (count - 1)));
}

/** One value at random: one of those that are counted, or any number between the ends. */
export function drawValue(axis: Axis, random: RandomStream): unknown {
  const { range, log } = axis;
  const place = random.uniform();
  if (!isFree(axis)) {
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
