import logGamma from '@stdlib/math-base-special-gammaln';
import { checkSample, deviation, mean } from '../sample.ts';

/** How large differences on common seeds are against their own spread. Without units; the sign is that of the differences. */
export interface EffectSize {
  /**
   * Cohen's d_z: mean difference over the deviation of the differences. 0 where all are 0, infinite where all are equal and not 0.
   */
  readonly cohenDz: number;
  /** Hedges' g: d_z without its upward bias for few seeds. 0 for two, where d_z has no mean. */
  readonly hedges: number;
  /**
   * Matched-pairs rank-biserial correlation, from -1 to 1: (rank sum of the positive differences - that of the negative ones) over
   * the sum of ranks, ranked by size. One wild seed moves it little.
   */
  readonly rankBiserial: number;
}

/**
 * Effect sizes of paired differences.
 *
 * Throws InputError for fewer than two differences, or one that is not finite.
 * Sources: Cohen, Statistical power analysis (1988), section 2.3.5; Hedges, Distribution theory for Glass's estimator of effect
 * size (1981); Kerby, The simple difference formula (2014).
 */
export function effectSize(differences: readonly number[]): EffectSize {
  checkSample(differences, { where: 'effect size', least: 2 });
  const center = mean(differences);
  const cohenDz = center === 0 ? 0 : center / deviation(differences);
  const degreesOfFreedom = differences.length - 1;
  return {
    cohenDz,
    // Of two differences nothing is known without bias.
    hedges: degreesOfFreedom < 2 ? 0 : cohenDz * hedgesFactor(degreesOfFreedom),
    rankBiserial: rankBiserial(differences),
  };
}

/**
 * Hedges' factor, which takes the bias out of d: Gamma(n/2) / (sqrt(n/2) Gamma((n - 1)/2)), n the degrees of freedom. 0 for one
 * degree of freedom, where d has no mean.
 */
export function hedgesFactor(degreesOfFreedom: number): number {
  if (degreesOfFreedom < 2) return 0;
  const half = degreesOfFreedom / 2;
  return Math.exp(logGamma(half) - logGamma(half - 0.5)) / Math.sqrt(half);
}

/** Differences of 0 are left out; equal sizes share the mean of their ranks. 0 where all are 0. */
function rankBiserial(differences: readonly number[]): number {
  const sizes = differences.filter((difference) => difference !== 0).map(Math.abs);
  if (sizes.length === 0) return 0;
  const rankOf = (size: number) => {
    const below = sizes.filter((other) => other < size).length;
    const equal = sizes.filter((other) => other === size).length;
    return below + (equal + 1) / 2;
  };
  const signed = differences.reduce(
    (sum, difference) =>
      difference === 0 ? sum : sum + Math.sign(difference) * rankOf(Math.abs(difference)),
    0,
  );
  return (2 * signed) / (sizes.length * (sizes.length + 1));
}
