/**
 * The order of convergence that errors show: minus the slope of log(error) over log(number of steps), by
 * least squares. `errors[i]` belongs to `steps[i]` steps over the same interval. An error halved by twice the
 * steps gives 1.
 */
export function convergenceSlope(errors: readonly number[], steps: readonly number[]): number {
  if (errors.length !== steps.length || errors.length < 2) {
    throw new Error(`A slope needs pairs: ${errors.length} errors for ${steps.length} numbers of steps.`);
  }
  const x = steps.map(Math.log);
  const y = errors.map(Math.log);
  const meanX = mean(x);
  const meanY = mean(y);
  const covariance = mean(x.map((value, index) => (value - meanX) * (Number(y[index]) - meanY)));
  return -covariance / mean(x.map((value) => (value - meanX) ** 2));
}

function mean(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0) / values.length;
}
