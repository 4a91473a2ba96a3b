import { createHash } from 'node:crypto';
import { type ExactQuestion, type GaussianMixture, type Interpolant, Jet } from '@highorder/core';

/** What is known: the score of a perfect flow, or what a metric needs of the exact flow. */
export type KnownOf = 'floor' | 'exact';

/** All that the answer to a question about the exact flow depends on. */
export interface KeyedQuestion extends ExactQuestion {
  readonly known: KnownOf;
  /** The metric and its options, as plain data. */
  readonly metric: unknown;
  /** The path and its options, as plain data. */
  readonly path: unknown;
  /** What tells one state of the code that computes it from another. */
  readonly code: string;
}

/** Times at which path and clock are looked at. */
const TIMES = Float64Array.from({ length: 65 }, (_, index) => index / 64);

/**
 * A name for the answer on these draws of this problem: a hash of the numbers of both mixtures, of the path, the clock and the
 * grids of times, of the draws, of the metric's options and of the code. Undefined where one side is no mixture or the path is not known: such
 * a problem is not known by its numbers.
 */
export function questionKey(question: KeyedQuestion): string | undefined {
  const { source, reference, problem, clock, orders = [], grids, ...rest } = question;
  const { interpolant } = problem;
  const mixtures = [problem.source.mixture, problem.target.mixture];
  if (interpolant === undefined || mixtures.includes(undefined)) return undefined;
  const hash = createHash('sha256');
  const add = (values: Float64Array) => hash.update(`${values.length}:`).update(values);
  hash.update(JSON.stringify([rest.known, rest.metric, rest.path, rest.code, orders]));
  for (const mixture of mixtures) if (mixture !== undefined) add(mixtureNumbers(mixture));
  pathNumbers(interpolant).forEach(add);
  add(TIMES.map((time) => clock?.reading(time) ?? time));
  grids.forEach(add);
  for (const { values, dimension } of [source, reference]) add(values).update(`${dimension}`);
  return hash.digest('hex');
}

function mixtureNumbers({ components }: GaussianMixture): Float64Array {
  return Float64Array.from(
    components.flatMap(({ weight, mean, covariance }) => [weight, ...mean, ...covariance]),
  );
}

function pathNumbers(path: Interpolant): readonly Float64Array[] {
  const { alpha, beta } = path.weights(Jet.time(TIMES, 0));
  const domains = [0, 1, 2, 3, 4].map((order) => path.domain(order));
  return [
    Float64Array.from(alpha.coefficient(0)),
    Float64Array.from(beta.coefficient(0)),
    Float64Array.from(domains.flatMap(({ from, to }) => [from, to])),
  ];
}
