/**
 * The first Taylor coefficients of a function of time at one time, f^(k)/k! from k = 0 on. What `Jet` is for batches
 * of times, this is for a single one, where objects would cost more than numbers.
 */
export type Series = Float64Array;

/** a b, as long as `a`. */
export function product(a: Series, b: Series): Series {
  return a.map((_, k) => {
    let sum = 0;
    for (let j = 0; j <= k; j++) sum += (a[j] as number) * (b[k - j] as number);
    return sum;
  });
}

/** 1 / a. Source of this and the next: Griewank and Walther, Evaluating Derivatives (2nd ed.), chapter 13. */
export function reciprocal(a: Series): Series {
  const result = new Float64Array(a.length);
  for (let k = 0; k < a.length; k++) {
    let rest = k === 0 ? 1 : 0;
    for (let j = 1; j <= k; j++) rest -= (a[j] as number) * (result[k - j] as number);
    result[k] = rest / (a[0] as number);
  }
  return result;
}

/** log a. */
export function logarithm(a: Series): Series {
  const result = new Float64Array(a.length);
  result[0] = Math.log(a[0] as number);
  for (let k = 1; k < a.length; k++) {
    let rest = a[k] as number;
    for (let j = 1; j < k; j++) rest -= (j / k) * (result[j] as number) * (a[k - j] as number);
    result[k] = rest / (a[0] as number);
  }
  return result;
}
