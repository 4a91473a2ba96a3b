/**
 * The squared radius, in deviations, of the ball that holds as much of a Gaussian in this dimension as the ball of radius `within` does in the
 * plane, 1 - exp(-within^2 / 2): a quantile of the chi-square law. In the plane it is within^2 to the bit.
 */
export function squaredRadius(within: number, dimension: number): number {
  if (dimension === 2) return within ** 2;
  const outside = (-within * within) / 2;
  // Bisection in the logarithm of what lies outside, which falls with the radius.
  let low = 0;
  let high = 1;
  while (logOutside(high, dimension) > outside) high *= 2;
  for (let step = 0; step < 80; step++) {
    const middle = (low + high) / 2;
    if (logOutside(middle, dimension) > outside) low = middle;
    else high = middle;
  }
  return high;
}

/** log of the probability that a chi-square variable lies above x: the upper incomplete gamma function at (D / 2, x / 2). */
function logOutside(squared: number, dimension: number): number {
  const [a, x] = [dimension / 2, squared / 2];
  const scale = a * Math.log(x) - x - logGamma(a);
  if (x < a + 1) return Math.log1p(-Math.min(1, Math.exp(scale) * lowerSeries(a, x)));
  return scale + Math.log(upperFraction(a, x));
}

/** gamma(a, x) x^-a e^x by its series, which is short below a + 1. */
function lowerSeries(a: number, x: number): number {
  let term = 1 / a;
  let sum = term;
  for (let n = 1; term > 1e-17 * sum; n++) {
    term *= x / (a + n);
    sum += term;
  }
  return sum;
}

/** Gamma(a, x) x^-a e^x by its continued fraction (Legendre; evaluated as by Lentz), which is short above a + 1. */
function upperFraction(a: number, x: number): number {
  let b = x + 1 - a;
  let c = Infinity;
  let d = 1 / b;
  let fraction = d;
  for (let n = 1, change = 0; Math.abs(change - 1) > 1e-15; n++) {
    const numerator = -n * (n - a);
    b += 2;
    d = 1 / (b + numerator * d);
    c = b + numerator / c;
    change = c * d;
    fraction *= change;
  }
  return fraction;
}

/** log Gamma(a) for a = 1/2, 1, 3/2, ... */
function logGamma(a: number): number {
  let sum = Number.isInteger(a) ? 0 : Math.log(Math.PI) / 2;
  for (let factor = Number.isInteger(a) ? 1 : 0.5; factor < a; factor++) sum += Math.log(factor);
  return sum;
}
