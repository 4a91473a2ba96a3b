import type { PairFamily } from './pair-families.ts';
import type { PathSeries } from './path-series.ts';
import { logarithm, product, reciprocal, type Series } from './series.ts';

/**
 * What the pairs of a family share around a time. Along axis d every pair has the variance
 * s_d = ratio_d alpha^2 + beta^2; arrays hold `length` coefficients an axis, axis after axis.
 */
export interface FamilySeries {
  /** 1 / s_d */
  readonly inverse: Float64Array;
  /** ratio_d alpha / s_d: what x says of x1, a unit off the mean of the pair. */
  readonly targetGain: Float64Array;
  /** beta / s_d: the same for x0. */
  readonly sourceGain: Float64Array;
  /** Sum over d of log(s_d) / 2. */
  readonly logRoot: Series;
}

/** The first `length` coefficients of all these. */
export function familySeries({ axes }: PairFamily, path: PathSeries, length: number): FamilySeries {
  const alpha = path.alpha.subarray(0, length);
  const beta = path.beta.subarray(0, length);
  const [alphaSquared, betaSquared] = [product(alpha, alpha), product(beta, beta)];
  const total = axes.ratios.length * length;
  const result = {
    inverse: new Float64Array(total),
    targetGain: new Float64Array(total),
    sourceGain: new Float64Array(total),
    logRoot: new Float64Array(length),
  };
  axes.ratios.forEach((ratio, axis) => {
    const variance = betaSquared.map((value, k) => value + ratio * (alphaSquared[k] as number));
    const inverse = reciprocal(variance);
    result.inverse.set(inverse, axis * length);
    result.targetGain.set(
      product(alpha, inverse).map((value) => ratio * value),
      axis * length,
    );
    result.sourceGain.set(product(beta, inverse), axis * length);
    logarithm(variance).forEach((value, k) => {
      result.logRoot[k] = Number(result.logRoot[k]) + value / 2;
    });
  });
  return result;
}
