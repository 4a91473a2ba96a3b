import { type Interval, required } from '@highorder/core';

/** A time and its weight; weights sum to 1. */
export interface TimeNode {
  readonly t: number;
  readonly weight: number;
}

/** Gauss and Legendre, six points on [-1, 1]. */
const gauss = [
  { x: 0.238619186083196909, weight: 0.467913934572691047 },
  { x: 0.661209386466264514, weight: 0.360761573048138608 },
  { x: 0.932469514203152028, weight: 0.171324492379170345 },
].flatMap(({ x, weight }) => [
  { x, weight },
  { x: -x, weight },
]);

/** Halvings toward each end: the last panel is 2^-26 of the interval. */
const HALVINGS = 24;
const MIDDLE = 8;

/**
 * Nodes of an average over t uniform on an interval, on panels that halve toward both ends, where fields change fastest:
 * powers of the distance from an end, singular ones too, come out to many digits.
 */
export function timeNodes({ from, to }: Interval): readonly TimeNode[] {
  const ends = Array.from({ length: HALVINGS }, (_, k) => 0.25 * 2 ** (k + 1 - HALVINGS));
  const middle = Array.from({ length: MIDDLE - 1 }, (_, k) => 0.25 + (0.5 * (k + 1)) / MIDDLE);
  const borders = [0, ...ends, ...middle, ...ends.map((end) => 1 - end).reverse(), 1];
  return borders.slice(1).flatMap((end, index) => {
    const start = Number(borders[index]);
    return gauss.map(({ x, weight }) => ({
      t: from + (to - from) * (start + ((x + 1) / 2) * (end - start)),
      weight: (weight / 2) * (end - start),
    }));
  });
}

/** Averages each named number over the nodes. */
export function averageOver<Name extends string>(
  nodes: readonly TimeNode[],
  names: readonly Name[],
  values: (t: number) => Readonly<Record<Name, number>>,
): (name: Name) => number {
  const found = nodes.map(({ t, weight }) => ({ weight, values: values(t) }));
  const sums = new Map(
    names.map((name) => [name, found.reduce((sum, each) => sum + each.weight * each.values[name], 0)]),
  );
  return (name) => required(sums.get(name), `There is no average of ${name}.`);
}
