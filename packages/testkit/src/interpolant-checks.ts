import { contains, type Interpolant, Jet, type PathWeights, unitInterval } from '@highorder/core';
import { ensure } from './contract-setup.ts';
import { expectClose } from './expect-close.ts';
import { estimateDerivative } from './finite-difference.ts';

/** The highest derivative that the contract looks at. */
const HIGHEST = 6;

const names = ['alpha', 'beta'] as const satisfies readonly (keyof PathWeights)[];

/** domain(0) is [0, 1], and domains shrink as the order grows, without becoming empty. */
export function checkDomains(interpolant: Interpolant): void {
  const { from, to } = interpolant.domain(0);
  ensure(from === 0 && to === 1, `domain(0) is [${from}, ${to}], expected [0, 1].`);
  let outer = unitInterval;
  for (let k = 1; k <= HIGHEST; k++) {
    const inner = interpolant.domain(k);
    ensure(inner.from < inner.to, `domain(${k}) is empty: [${inner.from}, ${inner.to}].`);
    ensure(contains(outer, inner), `domain(${k}) leaves domain(${k - 1}); domains must shrink.`);
    outer = inner;
  }
}

/** How far the path may begin from its source. */
export interface PathEnds {
  /** Largest |alpha(0)| and |beta(0) - 1|. */
  readonly startMismatch?: number;
}

/** At t = 0 the path is at the source, at t = 1 at the data. */
export function checkEnds(interpolant: Interpolant, { startMismatch = 1e-12 }: PathEnds = {}): void {
  const { alpha, beta } = interpolant.weights(Jet.time(Float64Array.of(0, 1), 0));
  const start = { absolute: startMismatch };
  const end = { absolute: 1e-12 };
  expectClose('alpha(0), the weight of the data at the source', Number(alpha.value[0]), 0, start);
  expectClose('beta(0), the weight of the source at the source', Number(beta.value[0]), 1, start);
  expectClose('alpha(1), the weight of the data at the data', Number(alpha.value[1]), 1, end);
  expectClose('beta(1), the weight of the source at the data', Number(beta.value[1]), 0, end);
}

/** Weights and derivatives are finite on the whole domain of their order, ends included. */
export function checkFinite(interpolant: Interpolant): void {
  for (let k = 0; k <= HIGHEST; k++) {
    const times = timesWithin(interpolant, k);
    const weights = interpolant.weights(Jet.time(times, k));
    for (const name of names) {
      weights[name].derivative(k).forEach((value, index) => {
        ensure(Number.isFinite(value), `${name}: derivative ${k} is ${value} at t = ${times[index]}.`);
      });
    }
  }
}

/**
 * Each derivative is the slope of the one below it, up to `orders`: from finite differences of the weights
 * themselves upwards, over the domain of each order and at its ends.
 */
export function checkDerivatives(interpolant: Interpolant, orders = 4): void {
  for (let k = 1; k <= orders; k++) {
    const times = timesWithin(interpolant, k);
    const weights = interpolant.weights(Jet.time(times, k));
    for (const name of names) {
      const derivative = weights[name].derivative(k);
      times.forEach((t, index) => {
        const slope = slopeBelow(interpolant, name, k, t);
        const what = `${name}: derivative ${k} at t = ${t} against the slope of derivative ${k - 1}`;
        // Where the slope itself is known poorly, the allowance follows its uncertainty, up to a hundredth.
        const relative = Math.min(1e-2, 1e-6 + (10 * slope.uncertainty) / Math.max(Math.abs(slope.value), 1));
        expectClose(what, Number(derivative[index]), slope.value, { relative, absolute: 1e-6 });
      });
    }
  }
}

/** Along a jet of times that themselves change, s -> 0.3 + 0.2 s + 0.1 s^2, derivatives are those in s. */
export function checkChainRule(interpolant: Interpolant): void {
  const time = (s: number) => 0.3 + 0.2 * s + 0.1 * s * s;
  const moving = Jet.fromDerivatives([0.3, 0.2, 0.2].map((value) => Float64Array.of(value)));
  const weights = interpolant.weights(moving);
  for (const name of names) {
    const along = (s: number) => derivativeAt(interpolant, name, 0, time(s));
    for (let k = 1; k <= 2; k++) {
      const expected = estimateDerivative(along, 0, { order: k, step: 0.2 }).value;
      const what = `${name}: derivative ${k} along times 0.3 + 0.2 s + 0.1 s^2`;
      expectClose(what, Number(weights[name].derivative(k)[0]), expected, { relative: 1e-6, absolute: 1e-6 });
    }
  }
}

/** Equal times give equal bits: again, alone instead of in a batch, and in jets of lower order. */
export function checkPurity(interpolant: Interpolant): void {
  const times = timesWithin(interpolant, HIGHEST);
  const weights = interpolant.weights(Jet.time(times, HIGHEST));
  const again = interpolant.weights(Jet.time(times, HIGHEST));
  for (const name of names) {
    for (let k = 0; k <= HIGHEST; k++) {
      const found = weights[name].derivative(k);
      const repeated = again[name].derivative(k);
      times.forEach((t, index) => {
        const what = `${name}: derivative ${k} at t = ${t}`;
        ensure(Object.is(found[index], repeated[index]), `${what} differs when asked again.`);
        const alone = derivativeAt(interpolant, name, k, t);
        ensure(
          Object.is(found[index], alone),
          `${what} is ${found[index]}, but ${alone} alone and to order ${k}.`,
        );
      });
    }
  }
}

/** Times over domain(k): both ends, points next to them and points between. */
function timesWithin(interpolant: Interpolant, k: number): Float64Array {
  const { from, to } = interpolant.domain(k);
  const fractions = [0, 1e-3, 0.01, 0.07, 0.19, 0.31, 0.43, 0.5, 0.62, 0.74, 0.86, 0.93, 0.98, 0.995, 1];
  return Float64Array.from(fractions, (fraction) => (fraction === 1 ? to : from + (to - from) * fraction));
}

function derivativeAt(interpolant: Interpolant, name: keyof PathWeights, k: number, t: number): number {
  return Number(interpolant.weights(Jet.time(Float64Array.of(t), k))[name].derivative(k)[0]);
}

/** The slope of derivative k - 1 at t, from times within domain(k - 1) only. */
function slopeBelow(interpolant: Interpolant, name: keyof PathWeights, k: number, t: number) {
  const { from, to } = interpolant.domain(k - 1);
  const room = { left: t - from, right: to - t };
  const narrow = Math.min(room.left, room.right);
  const sides = room.right > room.left ? 'right' : 'left';
  const f = (at: number) => derivativeAt(interpolant, name, k - 1, at);
  // Half of the room, so that a function that is singular at the end of the domain is still smooth on the
  // stencil.
  return narrow > 0
    ? estimateDerivative(f, t, { order: 1, step: Math.min(0.1, narrow) })
    : estimateDerivative(f, t, { order: 1, step: 0.05, side: sides });
}
