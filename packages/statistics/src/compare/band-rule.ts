import type { ComparedCell, ComparedMethod, MethodComparison } from './compare-methods.ts';

/** The words of the rule that came before. */
export type BandVerdict = 'better' | 'worse' | 'not distinguishable' | 'below the noise floor';

/**
 * The verdict by the rule that came before, kept to compare with: a difference of at most two deviations of one draw of the floor was called
 * below the noise floor, however sure it was, and so were two means within two deviations of it. It depends on the number of samples, and
 * its power does not grow with the seeds; docs/statistics.md shows by how much. Undefined where nothing was compared.
 */
export function bandVerdict(
  { options }: MethodComparison,
  cell: ComparedCell,
  method: ComparedMethod,
): BandVerdict | undefined {
  const { contrast } = method;
  if (contrast === undefined) return undefined;
  const baseline = cell.methods.find((other) => other.method === options.baseline);
  const { difference, interval, adjusted } = contrast;
  const band = 2 * Math.max(method.floor?.deviation ?? 0, baseline?.floor?.deviation ?? 0);
  const bothWithin = [method, baseline].every((one) => isWithinBand(one, cell.higherIsBetter));
  if (bothWithin) return 'below the noise floor';
  if (band > 0 && interval.low >= -band && interval.high <= band) return 'below the noise floor';
  if (!(adjusted <= options.alpha) || difference === 0) return 'not distinguishable';
  if (Math.abs(difference) <= band) return 'below the noise floor';
  return difference > 0 === cell.higherIsBetter ? 'better' : 'worse';
}

function isWithinBand(method: ComparedMethod | undefined, higherIsBetter: boolean): boolean {
  if (method?.mean === undefined || method.floor === undefined) return false;
  const worseBy = (higherIsBetter ? -1 : 1) * (method.mean - method.floor.mean);
  return worseBy <= 2 * method.floor.deviation;
}
