import logGamma from '@stdlib/math-base-special-gammaln';
import normalCumulative from '@stdlib/stats-base-dists-normal-cdf';
import studentQuantile from '@stdlib/stats-base-dists-t-quantile';

/** A paired t test that is planned. */
export interface PlannedTest {
  readonly seeds: number;
  /** True mean difference over the true deviation of the differences (Cohen's d_z). */
  readonly effect: number;
  /** Two-sided chance of a false alarm. */
  readonly alpha: number;
}

/** Points of the quadrature: it converges geometrically, and is exact to 1e-12 with so many. */
const POINTS = 500;
/** Where the density has fallen by exp(-45) it is left out. */
const DEPTH = 45;

/**
 * Power of the two-sided paired t test, P(|T| > c), where T = (Z + delta) / S has the noncentral t distribution with n = seeds - 1
 * degrees of freedom and delta = effect · sqrt(seeds):
 *
 *   integral of (Phi(delta - c s) + Phi(-delta - c s)) f(s) ds,   f the density of S = sqrt(chi²(n) / n)
 *
 * by the trapezoidal rule in log s, where the integrand is smooth and falls off fast on both sides. No library for JavaScript that
 * we know of has the noncentral t distribution to more than eight digits.
 *
 * Source: Cohen, Statistical power analysis (1988); Johnson and Kotz, Continuous univariate distributions 2 (1970), chapter 31.
 */
export function pairedPower({ seeds, effect, alpha }: PlannedTest): number {
  const degrees = seeds - 1;
  const critical = studentQuantile(1 - alpha / 2, degrees);
  const delta = effect * Math.sqrt(seeds);
  const { low, high } = logSupport(degrees);
  const width = (high - low) / POINTS;
  const logScale = Math.log(2) + (degrees / 2) * Math.log(degrees / 2) - logGamma(degrees / 2);
  let sum = 0;
  for (let index = 0; index <= POINTS; index++) {
    const log = low + index * width;
    const s = Math.exp(log);
    const density = Math.exp(logScale + degrees * (log - (s * s) / 2));
    sum += density * (phi(delta - critical * s) + phi(-delta - critical * s));
  }
  return Math.min(1, sum * width);
}

function phi(value: number): number {
  return normalCumulative(value, 0, 1);
}

/** Where n (u - exp(2u)/2), the logarithm of the density in u = log s, lies less than DEPTH below its peak at u = 0. */
function logSupport(degrees: number): { readonly low: number; readonly high: number } {
  const fallen = (u: number) => degrees * (u - (Math.exp(2 * u) - 1) / 2) < -DEPTH;
  const edge = (direction: number) => {
    let distance = 0.01;
    while (!fallen(direction * distance)) distance *= 1.1;
    return direction * distance;
  };
  return { low: edge(-1), high: edge(1) };
}
