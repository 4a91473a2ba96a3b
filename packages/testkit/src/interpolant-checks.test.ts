import { type Interpolant, Jet, type PathWeights, unitInterval } from '@highorder/core';
import { describe, expect, test } from 'vitest';
import {
  checkChainRule,
  checkDerivatives,
  checkDomains,
  checkEnds,
  checkFinite,
  checkPurity,
} from './interpolant-checks.ts';

const straight: Interpolant = {
  domain: () => unitInterval,
  weights: (t) => ({ alpha: t, beta: t.affine(-1, 1) }),
};

/**
 * The variance-preserving path (a = 19.9, b = 0.1) with the derivatives of beta or alpha written by hand, as
 * published.
 */
function handWritten(second: {
  readonly alpha: typeof trueAlpha2;
  readonly beta: typeof trueBeta2;
}): Interpolant {
  return {
    domain: (order) => ({ from: 0, to: order < 2 ? 1 - 1e-3 * order : 0.99 }),
    weights(t) {
      const times = t.value;
      const list = (f: (s: number) => number) => times.map((time) => f(1 - time));
      const jet = (...derivatives: ((s: number) => number)[]) =>
        Jet.fromDerivatives(derivatives.slice(0, t.order + 1).map(list));
      return { alpha: jet(A, dA, second.alpha), beta: jet(B, dB, second.beta) };
    },
  };
}

const rate = (s: number) => 19.9 * s + 0.1;
const A = (s: number) => Math.exp(-(19.9 * s * s) / 4 - (0.1 * s) / 2);
const dA = (s: number) => (A(s) * rate(s)) / 2;
const B = (s: number) => Math.sqrt(1 - A(s) ** 2);
const dB = (s: number) => (-A(s) * dA(s)) / B(s);
const trueAlpha2 = (s: number) => A(s) * (rate(s) ** 2 / 4 - 19.9 / 2);
const trueBeta2 = (s: number) => -(dA(s) ** 2) / B(s) ** 3 - (A(s) * trueAlpha2(s)) / B(s);
const publishedAlpha2 = (s: number) => (A(s) * rate(s) ** 2 - 19.9 * A(s)) / 2;
const publishedBeta2 = (s: number) => -dA(s) / B(s) ** 3 + dB(s) * publishedAlpha2(s);

describe('checkDerivatives', () => {
  test('accepts right derivatives written by hand', () => {
    checkDerivatives(handWritten({ alpha: trueAlpha2, beta: trueBeta2 }), 2);
  });

  test('finds the second derivatives of the published scripts wrong', () => {
    expect(() => checkDerivatives(handWritten({ alpha: publishedAlpha2, beta: trueBeta2 }), 2)).toThrow(
      /^alpha: derivative 2 at t = 0 against the slope of derivative 1: found 1\.2489.*, expected 0\.591/,
    );
    expect(() => checkDerivatives(handWritten({ alpha: trueAlpha2, beta: publishedBeta2 }), 2)).toThrow(
      /^beta: derivative 2 at t = 0 against the slope of derivative 1: found -0\.0662.*, expected -0\.0082/,
    );
  });

  test('finds an error of one part in 10000', () => {
    const slightly = (s: number) => trueBeta2(s) * 1.0001;
    expect(() => checkDerivatives(handWritten({ alpha: trueAlpha2, beta: slightly }), 2)).toThrow(
      'beta: derivative 2',
    );
  });
});

/** The straight path with other weights of the data. */
function withAlpha(alpha: (t: Jet) => Jet): Interpolant {
  return { ...straight, weights: (t): PathWeights => ({ alpha: alpha(t), beta: t.affine(-1, 1) }) };
}

describe('each check finds its mistake', () => {
  test('domains that grow, are empty or begin elsewhere', () => {
    const to = (end: (order: number) => number): Interpolant => ({
      ...straight,
      domain: (order) => ({ from: 0, to: end(order) }),
    });
    expect(() => checkDomains(to((order) => (order === 1 ? 0.5 : 1)))).toThrow('domain(2) leaves domain(1)');
    expect(() => checkDomains(to((order) => (order === 0 ? 1 : 0)))).toThrow('domain(1) is empty: [0, 0].');
    expect(() => checkDomains(to(() => 0.9))).toThrow('domain(0) is [0, 0.9], expected [0, 1].');
  });

  test('weights swapped, and a start beside the source', () => {
    const swapped: Interpolant = { ...straight, weights: (t) => ({ alpha: t.affine(-1, 1), beta: t }) };
    expect(() => checkEnds(swapped)).toThrow(
      'alpha(0), the weight of the data at the source: found 1, expected 0',
    );
    const late = withAlpha((t) => t.affine(0.99, 0.01));
    expect(() => checkEnds(late)).toThrow('alpha(0)');
    expect(() => checkEnds(late, { startMismatch: 0.02 })).not.toThrow();
  });

  test('a derivative that is infinite at an end', () => {
    expect(() => checkFinite(withAlpha((t) => t.sqrt()))).toThrow(
      'alpha: derivative 1 is Infinity at t = 0.',
    );
  });

  test('a jet that forgets how its times change', () => {
    const forgets = withAlpha((t) => Jet.time(t.value, t.order));
    expect(() => checkDerivatives(forgets)).not.toThrow();
    expect(() => checkChainRule(forgets)).toThrow('alpha: derivative 1 along times 0.3 + 0.2 s + 0.1 s^2');
  });

  test('weights that depend on the batch or on earlier calls', () => {
    const batch = withAlpha((t) => t.scale(1 + 1e-12 * t.size));
    expect(() => checkPurity(batch)).toThrow(/alone and to order 0/);
    let calls = 0;
    const memory = withAlpha((t) => t.scale(1 + 1e-12 * calls++));
    expect(() => checkPurity(memory)).toThrow('differs when asked again');
  });

  test('nothing wrong with the straight path', () => {
    for (const check of [
      checkDomains,
      checkEnds,
      checkFinite,
      checkDerivatives,
      checkChainRule,
      checkPurity,
    ]) {
      expect(() => check(straight)).not.toThrow();
    }
  });
});
