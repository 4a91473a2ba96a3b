import { required } from '@highorder/core';
import { type Bench, type Example, type Numbers, runPlainly } from './bench.ts';

/** How far numbers may be apart: equal where not said. */
export interface Closeness {
  readonly relative?: number;
  readonly absolute?: number;
}

/** A closeness for each output, by its name. */
export type ClosenessOf = (name: string) => Closeness;

/** Throws unless a graph gives on the executor what it gives operation by operation on the plain backend. */
export async function expectAgreement(
  bench: Bench,
  example: Example,
  closeness: Closeness | ClosenessOf = {},
): Promise<void> {
  expectNumbers(await bench.run(example), runPlainly(example), closeness);
}

/** Throws unless both have the same names, and numbers that are close. What is no number is close to its like. */
export function expectNumbers(
  found: Numbers,
  expected: Numbers,
  closeness: Closeness | ClosenessOf = {},
): void {
  const closenessOf = typeof closeness === 'function' ? closeness : () => closeness;
  const wrong = Object.entries(expected).flatMap(([name, values]) => {
    const difference = differenceOf(required(found[name], `no ${name}`), values, closenessOf(name));
    return difference === undefined ? [] : [`${name}: ${difference}`];
  });
  const more = wrong.length > 5 ? [`and ${wrong.length - 5} more`] : [];
  if (wrong.length > 0) throw new Error([...wrong.slice(0, 5), ...more].join('\n'));
}

function differenceOf(
  found: ArrayLike<number>,
  expected: ArrayLike<number>,
  { relative = 0, absolute = 0 }: Closeness,
): string | undefined {
  if (found.length !== expected.length) return `${found.length} numbers for ${expected.length}`;
  for (let place = 0; place < expected.length; place++) {
    const [left, right] = [Number(found[place]), Number(expected[place])];
    const same = left === right || (Number.isNaN(left) && Number.isNaN(right));
    const close = Math.abs(left - right) <= absolute + relative * Math.abs(right);
    if (!same && !close) return `place ${place} is ${left}, expected ${right}`;
  }
  return undefined;
}
