import type { FamilySeries } from './family-series.ts';
import type { FamilyState } from './family-state.ts';
import type { PathSeries } from './path-series.ts';

/**
 * Coefficient k of all series of a family, from z up to coefficient k and everything else up to k - 1: Taylor
 * arithmetic through the density of every counted pair,
 *
 *   y = z - alpha m1 - beta m0,   log share = - sum_d y_d^2 / (2 s_d) - logRoot,   share = exp(log share)
 *
 * and sums of shares, share m1, share m0 and share y. Shares are relative to exp(`largest`).
 *
 * Each stage is one loop over the pairs: thousands of them are the usual case that takes time.
 */
export function extendFamily(
  state: FamilyState,
  series: FamilySeries,
  path: PathSeries,
  k: number,
  largest: number,
): void {
  extendOffsets(state, path, k);
  if (k === 0) startShares(state, largest);
  else extendShares(state, series, k);
  sumMeans(state, k);
  sumOffsets(state, k);
}

/** y and y^2. */
function extendOffsets(state: FamilyState, path: PathSeries, k: number): void {
  const { family, z, offset, square, pairs, active } = state;
  const { dimension, source, target } = family;
  const length = state.total.length;
  const alpha = path.alpha[k] as number;
  const beta = path.beta[k] as number;
  for (let slot = 0, start = 0; slot < active; slot++) {
    const pair = pairs[slot] as number;
    const j = (pair / source.count) | 0;
    const i = pair - j * source.count;
    for (let d = 0; d < dimension; d++, start += length) {
      const toTarget = alpha * (target.means[j * dimension + d] as number);
      const toSource = beta * (source.means[i * dimension + d] as number);
      offset[start + k] = (z[d * length + k] as number) - toTarget - toSource;
      let sum = 0;
      for (let low = start, high = start + k; low <= start + k; low++, high--) {
        sum += (offset[low] as number) * (offset[high] as number);
      }
      square[start + k] = sum;
    }
  }
}

function startShares({ joint, active, logarithm, share, total }: FamilyState, largest: number): void {
  const length = total.length;
  for (let slot = 0, start = 0; slot < active; slot++, start += length) {
    const value = (joint[slot] as number) - largest;
    logarithm[start] = value;
    share[start] = Math.exp(value);
  }
}

/** log share and share, for k > 0. */
function extendShares(state: FamilyState, { inverse, logRoot }: FamilySeries, k: number): void {
  const { square, logarithm, share, total, active } = state;
  const { dimension } = state.family;
  const length = total.length;
  const root = logRoot[k] as number;
  for (let slot = 0, start = 0, along = 0; slot < active; slot++, start += length) {
    let squares = 0;
    for (let own = 0; own < dimension * length; own += length, along += length) {
      for (let low = along, high = own + k; low <= along + k; low++, high--) {
        squares += (square[low] as number) * (inverse[high] as number);
      }
    }
    logarithm[start + k] = -squares / 2 - root;
    let sum = 0;
    for (let low = 1; low <= k; low++) {
      sum += low * (logarithm[start + low] as number) * (share[start + k - low] as number);
    }
    share[start + k] = sum / k;
  }
}

/** Coefficient k of the sums of shares, and of shares times both means. */
function sumMeans(state: FamilyState, k: number): void {
  const { family, share, total, targetMean, sourceMean, pairs, active } = state;
  const { dimension, source, target } = family;
  const length = total.length;
  let sum = 0;
  for (let at = k; at < targetMean.length; at += length) targetMean[at] = sourceMean[at] = 0;
  for (let slot = 0, start = k; slot < active; slot++, start += length) {
    const added = share[start] as number;
    const pair = pairs[slot] as number;
    const j = (pair / source.count) | 0;
    const i = pair - j * source.count;
    sum += added;
    for (let d = 0, at = k; d < dimension; d++, at += length) {
      targetMean[at] = (targetMean[at] as number) + added * (target.means[j * dimension + d] as number);
      sourceMean[at] = (sourceMean[at] as number) + added * (source.means[i * dimension + d] as number);
    }
  }
  total[k] = sum;
}

/** Coefficient k of the sum of shares times y. */
function sumOffsets({ family, offset, share, rest, total, active }: FamilyState, k: number): void {
  const { dimension } = family;
  const length = total.length;
  for (let at = k; at < rest.length; at += length) rest[at] = 0;
  for (let slot = 0, own = 0, along = 0; slot < active; slot++, own += length) {
    for (let at = k; at < dimension * length; at += length, along += length) {
      let sum = 0;
      for (let low = own, high = along + k; low <= own + k; low++, high--) {
        sum += (share[low] as number) * (offset[high] as number);
      }
      rest[at] = (rest[at] as number) + sum;
    }
  }
}
