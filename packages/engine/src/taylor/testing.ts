/** The k-th derivative by central differences in float64, extrapolated three times. For tests. */
export function derivativeOnHost(f: (at: number) => number, at: number, k: number, step = 0.1): number {
  if (k === 0) return f(at);
  let row = [0, 1, 2, 3].map((level) => centralDifference(f, at, k, step / 2 ** level));
  // The error is a series in even powers of the step.
  for (let power = 4; row.length > 1; power *= 4) {
    row = row.slice(1).map((finer, index) => (power * finer - Number(row[index])) / (power - 1));
  }
  return Number(row[0]);
}

/** sum_j (-1)^j C(k, j) f(at + (k/2 - j) h) / h^k. */
function centralDifference(f: (at: number) => number, at: number, k: number, h: number): number {
  let total = 0;
  let binomial = 1;
  for (let j = 0; j <= k; j++) {
    total += (j % 2 === 0 ? binomial : -binomial) * f(at + (k / 2 - j) * h);
    binomial = (binomial * (k - j)) / (j + 1);
  }
  return total / h ** k;
}

/** The error function by its series; for |x| < 3. */
export function errorFunction(x: number): number {
  let [sum, term] = [x, x];
  for (let n = 1; n < 60; n++) {
    term *= (-x * x) / n;
    sum += term / (2 * n + 1);
  }
  return (2 / Math.sqrt(Math.PI)) * sum;
}
