import { type Distribution, type GaussianMixture, type Points, randomStream } from '@highorder/core';
import { type Moments, mixtureDensity, mixtureMoments } from '@highorder/oracle';
import { ensure } from './contract-setup.ts';
import { chiSquareScore, meanScore } from './scores.ts';

/**
 * A score further than this from 0 fails a statistical check. One check of a right plugin passes it with a probability
 * of 2e-9, so a contract of a hundred of them raises a false alarm once in five million streams; and streams are fixed.
 */
const ALARM = 6;

/** Points that the statistical checks draw. */
const SAMPLES = 20_000;

function draw(distribution: Distribution, count: number, index = 0): Points {
  return distribution.sample(count, randomStream({ seed: 1, purpose: 'distribution-contract', index }));
}

/** As many points as were asked for, of the stated dimension, all finite. */
export function checkShape(distribution: Distribution): void {
  const { dimension } = distribution;
  ensure(Number.isInteger(dimension) && dimension > 0, `dimension is ${dimension}, expected 1 or more.`);
  for (const count of [1, 2, 257]) {
    const drawn = draw(distribution, count);
    ensure(drawn.count === count, `sample(${count}) gave ${drawn.count} points.`);
    ensure(
      drawn.dimension === dimension,
      `sample gave dimension ${drawn.dimension}, stated is ${dimension}.`,
    );
    const length = drawn.values.length;
    ensure(
      length === count * dimension,
      `sample(${count}) gave ${length} numbers, expected ${count * dimension}.`,
    );
    const wrong = drawn.values.findIndex((value) => !Number.isFinite(value));
    ensure(wrong === -1, `sample(${count}) gave ${drawn.values[wrong]} at number ${wrong}.`);
  }
}

/** Equal streams give equal points, whatever was drawn in between; different streams give different ones. */
export function checkRandomness(distribution: Distribution): void {
  const first = draw(distribution, 50).values;
  const other = draw(distribution, 50, 1).values;
  const again = draw(distribution, 50).values;
  ensure(
    sameNumbers(first, again),
    'Two draws with the same stream differ: randomness comes from elsewhere.',
  );
  ensure(!sameNumbers(first, other), 'Two streams gave the same points: the stream is not used.');
}

/** Points of one draw are not copies of one another. */
export function checkVariety(distribution: Distribution): void {
  const { values, count, dimension } = draw(distribution, 500);
  const rows = Array.from({ length: count }, (_, row) =>
    values.subarray(row * dimension, (row + 1) * dimension).join(),
  );
  ensure(new Set(rows).size > 1, 'All points of a draw are the same.');
}

/** Mean and covariance of a large draw agree with the exact ones: those given, or else those of the mixture. */
export function checkMoments(distribution: Distribution, given?: Moments): void {
  const exact = given ?? (distribution.mixture && mixtureMoments(distribution.mixture));
  if (exact === undefined)
    throw new Error('This distribution has no mixture: give the contract its exact `moments`.');
  const drawn = draw(distribution, SAMPLES);
  const centered = centeredColumns(drawn, exact.mean);
  centered.forEach((column, axis) => {
    const score = meanScore(column, 0);
    ensure(
      Math.abs(score) < ALARM,
      `The mean of coordinate ${axis} is ${score.toFixed(1)} deviations from ${exact.mean[axis]}.`,
    );
  });
  centered.forEach((column, row) => {
    centered.slice(0, row + 1).forEach((other, axis) => {
      const wanted = Number(exact.covariance[row * drawn.dimension + axis]);
      const products = column.map((value, index) => value * Number(other[index]));
      const score = meanScore(products, wanted);
      ensure(
        Math.abs(score) < ALARM,
        `The covariance of coordinates ${row} and ${axis} is ${score.toFixed(1)} deviations from ${wanted}.`,
      );
    });
  });
}

/** The mixture, where there is one: weights are positive and sum to 1, means and covariances have the dimension. */
export function checkMixture({ dimension, mixture }: Distribution): void {
  if (mixture === undefined) return;
  ensure(
    mixture.dimension === dimension,
    `The mixture has dimension ${mixture.dimension}, stated is ${dimension}.`,
  );
  const total = mixture.components.reduce((sum, { weight }) => sum + weight, 0);
  ensure(Math.abs(total - 1) < 1e-9, `The weights of the mixture sum to ${total}, expected 1.`);
  mixture.components.forEach(({ weight, mean, covariance }, index) => {
    ensure(weight > 0, `Component ${index} has weight ${weight}, expected more than 0.`);
    ensure(mean.length === dimension, `Component ${index} has a mean of ${mean.length} coordinates.`);
    const size = dimension * dimension;
    ensure(
      covariance.length === size,
      `Component ${index} has ${covariance.length} covariances, expected ${size}.`,
    );
  });
}

/** Labels, where points carry them: they exist, come up by weight, and points lie about their component as it says. */
export function checkComponents(distribution: Distribution): void {
  const { mixture } = distribution;
  const { components, ...drawn } = draw(distribution, SAMPLES, 2);
  if (components === undefined) return;
  if (mixture === undefined) throw new Error('Points carry components, but the distribution has no mixture.');
  ensure(
    components.length === drawn.count,
    `There are ${components.length} components for ${drawn.count} points.`,
  );
  const wrong = components.find((component) => mixture.components[component] === undefined);
  ensure(wrong === undefined, `A point carries component ${wrong}; there are ${mixture.components.length}.`);
  checkShares(mixture, components);
  checkScatter(mixture, drawn, components);
}

function checkShares(mixture: GaussianMixture, components: Int32Array): void {
  const found = new Float64Array(mixture.components.length);
  components.forEach((component) => {
    found[component] = Number(found[component]) + 1;
  });
  const wanted = mixture.components.map(({ weight }) => weight * components.length);
  const statistic = found.reduce((sum, own, index) => {
    const expected = Number(wanted[index]);
    return sum + (own - expected) ** 2 / expected;
  }, 0);
  const score = found.length === 1 ? 0 : chiSquareScore(statistic, found.length - 1);
  ensure(score < ALARM, `Components do not come up by their weights (${score.toFixed(1)} deviations).`);
}

/** Squared distances from the own component, in its deviations, have a chi-square distribution. */
function checkScatter(mixture: GaussianMixture, { values, dimension }: Points, components: Int32Array): void {
  const own = mixture.components.map((component) =>
    mixtureDensity({ dimension, components: [{ ...component, weight: 1 }] }),
  );
  const peaks = mixture.components.map(({ mean }, index) => Number(own[index]?.logDensity(mean)));
  let sum = 0;
  components.forEach((component, row) => {
    const x = values.subarray(row * dimension, (row + 1) * dimension);
    sum += 2 * (Number(peaks[component]) - Number(own[component]?.logDensity(x)));
  });
  const score = chiSquareScore(sum, components.length * dimension);
  ensure(
    Math.abs(score) < ALARM,
    `Points do not lie about the component they carry (${score.toFixed(1)} deviations).`,
  );
}

function centeredColumns(
  { values, count, dimension }: Points,
  mean: readonly number[],
): readonly Float64Array[] {
  return Array.from({ length: dimension }, (_, axis) =>
    Float64Array.from(
      { length: count },
      (_, row) => Number(values[row * dimension + axis]) - Number(mean[axis]),
    ),
  );
}

function sameNumbers(first: Float64Array, second: Float64Array): boolean {
  return first.length === second.length && first.every((value, index) => value === second[index]);
}
