import { describe, expect, test } from 'vitest';
import { convergenceSlope } from './convergence.ts';
import { expectClose } from './expect-close.ts';
import { estimateDerivative, finiteDifference } from './finite-difference.ts';

describe('finiteDifference', () => {
  // Derivatives of sin at 0.7 by its cycle sin, cos, -sin, -cos.
  const cycle = [Math.sin, Math.cos, (t: number) => -Math.sin(t), (t: number) => -Math.cos(t)];
  test.each([
    { order: 0, allowed: 0 },
    { order: 1, allowed: 1e-12 },
    { order: 2, allowed: 1e-10 },
    { order: 3, allowed: 1e-9 },
    { order: 4, allowed: 1e-8 },
    { order: 5, allowed: 1e-6 },
    { order: 6, allowed: 1e-6 },
  ])('of order $order is right to $allowed', ({ order, allowed }) => {
    const expected = Number(cycle[order % 4]?.(0.7));
    const { value, uncertainty } = estimateDerivative(Math.sin, 0.7, { order, step: 0.5 });
    expect(Math.abs(value - expected)).toBeLessThanOrEqual(allowed);
    expect(Math.abs(value - expected)).toBeLessThanOrEqual(1e-13 + 100 * uncertainty);
    expect(finiteDifference(Math.sin, 0.7, order, 0.5)).toBe(value);
  });

  test.each(['left', 'right'] as const)('stays on the %s where told so', (side) => {
    const asked: number[] = [];
    const f = (t: number) => {
      asked.push(t);
      return Math.exp(t);
    };
    expect(estimateDerivative(f, 1, { order: 1, side }).value).toBeCloseTo(Math.E, 9);
    expect(asked.every((t) => (side === 'left' ? t <= 1 : t >= 1))).toBe(true);
  });

  test('owns up where the function has no derivative', () => {
    expect(estimateDerivative(Math.abs, 0, { order: 1, side: 'both' }).value).toBe(0);
    expect(estimateDerivative(Math.sqrt, 0, { order: 1, side: 'right' }).uncertainty).toBeGreaterThan(0.1);
    expect(() => estimateDerivative(Math.exp, 0, { order: 2, side: 'left' })).toThrow(
      'One-sided differences give order 1, not 2.',
    );
  });
});

describe('convergenceSlope', () => {
  test('finds the power of the step', () => {
    const steps = [4, 8, 16, 32];
    expect(
      convergenceSlope(
        steps.map((n) => 7 / n ** 3),
        steps,
      ),
    ).toBeCloseTo(3, 12);
    expect(convergenceSlope([1, 1, 1, 1], steps)).toBeCloseTo(0, 12);
  });

  test('refuses lists that do not match', () => {
    expect(() => convergenceSlope([1, 2], [1, 2, 3])).toThrow(
      'A slope needs pairs: 2 errors for 3 numbers of steps.',
    );
    expect(() => convergenceSlope([1], [1])).toThrow('A slope needs pairs');
  });
});

describe('expectClose', () => {
  test('lets close numbers pass', () => {
    expectClose('value', 1 + 1e-13, 1);
    expectClose('values', [1, 2], Float64Array.of(1.1, 1.9), { absolute: 0.11 });
    expectClose('nothing', [], []);
  });

  test('names what differs', () => {
    expect(() => expectClose('value', 1.1, 1, { relative: 0.01 })).toThrow(
      'value: found 1.1, expected 1 within 0.010.',
    );
    expect(() => expectClose('values', [1, 3], [1, 2])).toThrow('values [1]: found 3, expected 2');
    expect(() => expectClose('values', [1], [1, 2])).toThrow('values: 1 numbers, expected 2.');
    expect(() => expectClose('value', Number.NaN, 1, { absolute: 10 })).toThrow('found NaN');
  });
});
