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
