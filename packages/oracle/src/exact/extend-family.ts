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
 */
export function extendFamily(
  state: FamilyState,
  series: FamilySeries,
  path: PathSeries,
  k: number,
  largest: number,
): void {
  const { dimension } = state.family;
  state.total[k] = 0;
  for (let d = 0; d < dimension; d++) {
    const at = d * state.total.length + k;
    state.targetMean[at] = 0;
    state.sourceMean[at] = 0;
    state.rest[at] = 0;
  }
  for (let slot = 0; slot < state.active; slot++) {
    extendOffset(state, path, k, slot);
    if (k === 0) startShare(state, slot, largest);
    else extendShare(state, series, k, slot);
    addPair(state, k, slot);
  }
}

/** y and y^2 of one pair. */
function extendOffset(state: FamilyState, path: PathSeries, k: number, slot: number): void {
  const { family, z, total, offset, square } = state;
  const { dimension, source, target } = family;
  const length = total.length;
  const pair = state.pairs[slot] as number;
  const i = (pair % source.count) * dimension;
  const j = ((pair / source.count) | 0) * dimension;
  const alpha = path.alpha[k] as number;
  const beta = path.beta[k] as number;
  for (let d = 0; d < dimension; d++) {
    const start = (slot * dimension + d) * length;
    const mean = alpha * (target.means[j + d] as number) + beta * (source.means[i + d] as number);
    offset[start + k] = (z[d * length + k] as number) - mean;
    let sum = 0;
    for (let low = 0, high = k; low <= k; low++, high--) {
      sum += (offset[start + low] as number) * (offset[start + high] as number);
    }
    square[start + k] = sum;
  }
}

function startShare(state: FamilyState, slot: number, largest: number): void {
  const length = state.total.length;
  const joint = state.joint[state.pairs[slot] as number] as number;
  state.logarithm[slot * length] = joint - largest;
  state.share[slot * length] = Math.exp(joint - largest);
}

/** log share and share of one pair, for k > 0. */
function extendShare(state: FamilyState, { inverse, logRoot }: FamilySeries, k: number, slot: number): void {
  const { square, logarithm, share, total } = state;
  const { dimension } = state.family;
  const length = total.length;
  let squares = 0;
  for (let d = 0; d < dimension; d++) {
    const start = (slot * dimension + d) * length;
    const own = d * length;
    for (let low = 0, high = k; low <= k; low++, high--) {
      squares += (square[start + low] as number) * (inverse[own + high] as number);
    }
  }
  const start = slot * length;
  logarithm[start + k] = -squares / 2 - (logRoot[k] as number);
  let sum = 0;
  for (let low = 1, high = k - 1; low <= k; low++, high--) {
    sum += low * (logarithm[start + low] as number) * (share[start + high] as number);
  }
  share[start + k] = sum / k;
}

/** Adds coefficient k of one pair to the sums. */
function addPair(state: FamilyState, k: number, slot: number): void {
  const { family, offset, share, total, targetMean, sourceMean, rest } = state;
  const { dimension, source, target } = family;
  const length = total.length;
  const pair = state.pairs[slot] as number;
  const i = (pair % source.count) * dimension;
  const j = ((pair / source.count) | 0) * dimension;
  const own = slot * length;
  const added = share[own + k] as number;
  total[k] = (total[k] as number) + added;
  for (let d = 0; d < dimension; d++) {
    const at = d * length + k;
    targetMean[at] = (targetMean[at] as number) + added * (target.means[j + d] as number);
    sourceMean[at] = (sourceMean[at] as number) + added * (source.means[i + d] as number);
    const start = (slot * dimension + d) * length;
    let sum = 0;
    for (let low = 0, high = k; low <= k; low++, high--) {
      sum += (share[own + low] as number) * (offset[start + high] as number);
    }
    rest[at] = (rest[at] as number) + sum;
  }
}
