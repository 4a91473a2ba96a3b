import {
  type Coupling,
  type Distribution,
  type Pairs,
  points,
  type Points,
  randomStream,
} from '@highorder/core';
import { ensure } from './contract-setup.ts';

const ROWS = 1000;
/**
 * Threshold of the Kolmogorov-Smirnov statistic for two samples of ROWS points: it is passed by equal distributions with
 * probability 2 exp(-ROWS lambda^2), here 1e-6 for each coordinate of each side.
 */
const FALSE_ALARMS = 1e-6;
const THRESHOLD = Math.sqrt(Math.log(2 / FALSE_ALARMS) / ROWS);

/** A skewed source and a target of two lumps, both in the plane. */
const source: Distribution = {
  dimension: 2,
  sample: (count, random) =>
    points(
      2,
      Float64Array.from({ length: 2 * count }, () => -Math.log(1 - random.uniform())),
    ),
};
const target: Distribution = {
  dimension: 2,
  sample: (count, random) =>
    points(
      2,
      Float64Array.from({ length: 2 * count }, () => (random.uniform() < 0.3 ? 4 : 7) + random.normal()),
    ),
};

/** As many pairs as asked for, of finite coordinates. */
export function checkPairCounts(coupling: Coupling): void {
  for (const rows of [1, 7, 64]) {
    const pairs = drawPairs(coupling, rows);
    for (const side of ['source', 'target'] as const) {
      const { count, dimension, values } = pairs[side];
      ensure(count === rows, `Asked for ${rows} pairs, it gives ${count} points of the ${side}.`);
      ensure(
        dimension === 2 && values.length === 2 * rows,
        `The ${side} has ${dimension} coordinates and ${values.length} values for ${rows} rows, expected 2.`,
      );
      ensure(values.every(Number.isFinite), `The ${side} of a pair is not finite.`);
    }
  }
}

/** Sources of its pairs are distributed as the source, targets as the target, each coordinate by itself. */
export function checkMarginals(coupling: Coupling): void {
  const pairs = drawPairs(coupling, ROWS);
  const truth = randomStream({ seed: 43, purpose: 'truth' });
  const expected = { source: source.sample(ROWS, truth), target: target.sample(ROWS, truth) };
  for (const side of ['source', 'target'] as const) {
    for (const axis of [0, 1]) {
      const distance = largestGap(coordinates(pairs[side], axis), coordinates(expected[side], axis));
      ensure(
        distance < THRESHOLD,
        `Coordinate ${axis + 1} of the ${side} of its pairs is distributed otherwise than the ${side}: ` +
          `Kolmogorov-Smirnov distance ${distance.toFixed(3)}, expected below ${THRESHOLD.toFixed(3)}.`,
      );
    }
  }
}

/** Batches, and rows of each, whose halves have ROWS pairs. */
const BATCHES = 40;
const BATCH_ROWS = (2 * ROWS) / BATCHES;

/** Ways to take half of the rows of a batch by their position. */
const halves = [
  { name: 'the first half of the rows', has: (row: number) => row < BATCH_ROWS / 2 },
  { name: 'every second row', has: (row: number) => row % 2 === 0 },
];

/** Numbers of a pair whose distribution must not depend on its row. */
const features = [0, 1].flatMap((axis) => [
  { name: `coordinate ${axis + 1} of the source`, of: ({ x0 }: RowPair) => Number(x0[axis]) },
  { name: `coordinate ${axis + 1} of the target`, of: ({ x1 }: RowPair) => Number(x1[axis]) },
  {
    // Around the means of the example, so that its sign is that of the correlation.
    name: `the product of both sides in coordinate ${axis + 1}`,
    of: ({ x0, x1 }: RowPair) => (Number(x0[axis]) - 1) * (Number(x1[axis]) - 6.1),
  },
]);

interface RowPair {
  readonly x0: Float64Array;
  readonly x1: Float64Array;
}

/**
 * Rows of a batch are exchangeable: a batch is split into row groups by position, and each group must see the whole coupling. Half of
 * the rows of many batches are held against the other half.
 */
export function checkExchangeableRows(coupling: Coupling): void {
  const open = openExample(coupling);
  const batches = Array.from({ length: BATCHES }, (_, index) => open.draw(BATCH_ROWS, stream(100 + index)));
  for (const { name, has } of halves) {
    const rows = (wanted: boolean) =>
      batches.flatMap((pairs) => rowsWhere(pairs, (row) => has(row) === wanted));
    const [some, others] = [rows(true), rows(false)];
    for (const feature of features) {
      const distance = largestGap(sorted(some, feature.of), sorted(others, feature.of));
      ensure(
        distance < THRESHOLD,
        `Of the pairs of a batch, ${name} differ from the others: Kolmogorov-Smirnov distance ${distance.toFixed(3)} of ` +
          `${feature.name}, expected below ${THRESHOLD.toFixed(3)}. Batches are split by position: rows must be in random order.`,
      );
    }
  }
}

function rowsWhere({ source, target }: Pairs, has: (row: number) => boolean): readonly RowPair[] {
  const at = ({ values }: Points, row: number) => values.subarray(2 * row, 2 * row + 2);
  return Array.from({ length: source.count }, (_, row) => row)
    .filter(has)
    .map((row) => ({ x0: at(source, row), x1: at(target, row) }));
}

function sorted(pairs: readonly RowPair[], feature: (pair: RowPair) => number): Float64Array {
  return Float64Array.from(pairs, feature).sort();
}

/** Equal streams give equal pairs, whatever was drawn before; other streams give others. */
export function checkPairStreams(coupling: Coupling): void {
  const first = openExample(coupling);
  const second = openExample(coupling);
  first.draw(5, stream(9));
  const drawn = first.draw(16, stream(1));
  ensure(
    samePairs(drawn, second.draw(16, stream(1))),
    'Equal streams give other pairs: it keeps something between draws.',
  );
  ensure(!samePairs(drawn, second.draw(16, stream(2))), 'Two streams give the same pairs.');
}

function openExample(coupling: Coupling) {
  return coupling.open({ source, target, random: randomStream({ seed: 41, purpose: 'coupling' }) });
}

function drawPairs(coupling: Coupling, rows: number): Pairs {
  return openExample(coupling).draw(rows, stream(1));
}

function stream(index: number) {
  return randomStream({ seed: 41, purpose: 'pairs', index });
}

function samePairs(a: Pairs, b: Pairs): boolean {
  return (['source', 'target'] as const).every((side) =>
    a[side].values.every((value, index) => value === b[side].values[index]),
  );
}

function coordinates({ values }: Points, axis: number): Float64Array {
  return values.filter((_, index) => index % 2 === axis).toSorted();
}

/** The largest difference between the distribution functions of two sorted samples of the same size. */
function largestGap(a: Float64Array, b: Float64Array): number {
  let [i, j, gap] = [0, 0, 0];
  while (i < a.length && j < b.length) {
    // Equal values belong to both samples: step over all of them before comparing.
    const level = Math.min(Number(a[i]), Number(b[j]));
    while (Number(a[i]) <= level) i++;
    while (Number(b[j]) <= level) j++;
    gap = Math.max(gap, Math.abs(i / a.length - j / b.length));
  }
  return gap;
}
