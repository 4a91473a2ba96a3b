import { describe, expect, test } from 'vitest';
import { HighOrderError } from './error.ts';
import { factorial, Jet } from './jet.ts';

const ORDERS = 6;
const TIMES = [0.2, 0.55, 0.9];

const at = (...times: number[]) => Jet.time(Float64Array.from(times), ORDERS);

/** A formula in jets and the same in plain numbers. */
interface Formula {
  readonly name: string;
  readonly jet: (t: Jet) => Jet;
  readonly plain: (t: number) => number;
}

const formulas: readonly Formula[] = [
  { name: 'time', jet: (t) => t, plain: (t) => t },
  { name: 'constant', jet: (t) => t.constant(3), plain: () => 3 },
  { name: 'plus a jet', jet: (t) => t.sin().plus(t.exp()), plain: (t) => Math.sin(t) + Math.exp(t) },
  { name: 'plus a number', jet: (t) => t.sin().plus(2), plain: (t) => Math.sin(t) + 2 },
  { name: 'minus a jet', jet: (t) => t.sin().minus(t.exp()), plain: (t) => Math.sin(t) - Math.exp(t) },
  { name: 'minus a number', jet: (t) => t.sin().minus(2), plain: (t) => Math.sin(t) - 2 },
  { name: 'scale', jet: (t) => t.exp().scale(-1.5), plain: (t) => -1.5 * Math.exp(t) },
  { name: 'affine', jet: (t) => t.exp().affine(-1.5, 4), plain: (t) => -1.5 * Math.exp(t) + 4 },
  { name: 'times', jet: (t) => t.sin().times(t.exp()), plain: (t) => Math.sin(t) * Math.exp(t) },
  { name: 'divide', jet: (t) => t.exp().divide(t.affine(1, 2)), plain: (t) => Math.exp(t) / (t + 2) },
  { name: 'exp', jet: (t) => t.times(t).exp(), plain: (t) => Math.exp(t * t) },
  { name: 'expm1', jet: (t) => t.times(t).expm1(), plain: (t) => Math.expm1(t * t) },
  { name: 'log', jet: (t) => t.times(t).plus(1).log(), plain: (t) => Math.log(t * t + 1) },
  { name: 'sqrt', jet: (t) => t.times(t).plus(1).sqrt(), plain: (t) => Math.sqrt(t * t + 1) },
  { name: 'sin', jet: (t) => t.times(t).sin(), plain: (t) => Math.sin(t * t) },
  { name: 'cos', jet: (t) => t.times(t).cos(), plain: (t) => Math.cos(t * t) },
  { name: 'power 0', jet: (t) => t.sin().power(0), plain: () => 1 },
  { name: 'power 3', jet: (t) => t.sin().power(3), plain: (t) => Math.sin(t) ** 3 },
  { name: 'power 1.7', jet: (t) => t.exp().plus(1).power(1.7), plain: (t) => (Math.exp(t) + 1) ** 1.7 },
  { name: 'power -2', jet: (t) => t.exp().plus(1).power(-2), plain: (t) => (Math.exp(t) + 1) ** -2 },
];

/** The slope of f at t: central differences over eight neighbors, error of the order of h^8. */
function slope(f: (t: number) => number, t: number): number {
  const h = 0.01;
  const weights = [4 / 5, -1 / 5, 4 / 105, -1 / 280];
  return weights.reduce(
    (sum, weight, j) => sum + (weight * (f(t + (j + 1) * h) - f(t - (j + 1) * h))) / h,
    0,
  );
}

describe.each(formulas)('$name', ({ jet, plain }) => {
  test('has the value of the plain formula', () => {
    TIMES.forEach((t, index) => expect(jet(at(...TIMES)).value[index]).toBeCloseTo(plain(t), 14));
  });

  test('has as derivative k the slope of derivative k - 1, to order 6', () => {
    for (const t of TIMES) {
      for (let k = 1; k <= ORDERS; k++) {
        const below = (time: number) => Number(jet(at(time)).derivative(k - 1)[0]);
        const found = Number(jet(at(t)).derivative(k)[0]);
        const expected = slope(below, t);
        expect(Math.abs(found - expected)).toBeLessThan(1e-8 * Math.max(1, Math.abs(expected)));
      }
    }
  });
});

describe('identities', () => {
  const f = at(...TIMES)
    .times(at(...TIMES))
    .plus(0.5);
  const g = at(...TIMES)
    .exp()
    .plus(1);
  const one = f.constant(1);

  test.each([
    { name: 'sin^2 + cos^2 = 1', left: f.sin().power(2).plus(f.cos().power(2)), right: one },
    { name: 'exp(log f) = f', left: f.log().exp(), right: f },
    { name: 'log(exp f) = f', left: f.exp().log(), right: f },
    { name: 'sqrt(f)^2 = f', left: f.sqrt().times(f.sqrt()), right: f },
    { name: '(f / g) g = f', left: f.divide(g).times(g), right: f },
    { name: 'expm1 f + 1 = exp f', left: f.expm1().plus(1), right: f.exp() },
    { name: 'f^(1/2) = sqrt f', left: f.power(0.5), right: f.sqrt() },
    { name: 'f^-1 = 1 / f', left: f.power(-1), right: one.divide(f) },
    { name: 'sin 2f = 2 sin f cos f', left: f.scale(2).sin(), right: f.sin().times(f.cos()).scale(2) },
    { name: '(f g)^2 = f^2 g^2', left: f.times(g).power(2), right: f.power(2).times(g.power(2)) },
  ])('$name', ({ left, right }) => {
    for (let k = 0; k <= ORDERS; k++) {
      right.derivative(k).forEach((expected, index) => {
        const difference = Math.abs(Number(left.derivative(k)[index]) - expected);
        expect(difference).toBeLessThan(1e-11 * Math.max(1, Math.abs(expected)) * factorial(k));
      });
    }
  });
});

describe('known values', () => {
  test('of the cubic path at t = 0.25 and t = 0.5', () => {
    const t = Jet.time(Float64Array.of(0.25, 0.5), 3);
    const alpha = t.times(t).scale(3).minus(t.power(3).scale(2));
    expect(Array.from(alpha.derivative(0))).toEqual([0.15625, 0.5]);
    expect(Array.from(alpha.derivative(1))).toEqual([1.125, 1.5]);
    expect(Array.from(alpha.derivative(2))).toEqual([3, 0]);
    expect(Array.from(alpha.derivative(3))).toEqual([-12, -12]);
  });

  // sqrt(1 - exp(-(19.9 s^2 / 2 + 0.1 s))) with s = 1 - t, to 15 digits.
  test.each([
    { t: 0.25, golden: [0.998277813744438, -0.0258981684442463, -0.355490784737226, -4.32807438548656] },
    { t: 0.9, golden: [0.322052535524704, -2.9082673118298, -4.64997513616825, 34.9463722835621] },
    { t: 0.999, golden: [0.0104854163350949, -5.7168363128532, -2168.77402463512, -3547021.82029495] },
  ])('of the variance-preserving path at t = $t', ({ t, golden }) => {
    const s = Jet.time(Float64Array.of(t), 3).affine(-1, 1);
    const beta = s.times(s).scale(-9.95).plus(s.scale(-0.1)).expm1().scale(-1).sqrt();
    golden.forEach((value, k) => {
      expect(Math.abs(Number(beta.derivative(k)[0]) - value)).toBeLessThan(1e-12 * Math.abs(value));
    });
  });

  test('expm1 keeps its digits near 0', () => {
    expect(Jet.time(Float64Array.of(1e-15), 0).expm1().value[0]).toBeCloseTo(1e-15, 29);
  });

  test('a whole power holds at 0 and below', () => {
    const cube = Jet.time(Float64Array.of(0, -2), 4).power(3);
    expect(Array.from(cube.derivative(2))).toEqual([0, -12]);
    expect(Array.from(cube.derivative(3))).toEqual([6, 6]);
    expect(Array.from(cube.derivative(4))).toEqual([0, 0]);
  });
});

describe('form', () => {
  test('derivatives and coefficients differ by k!', () => {
    const jet = at(0.3).exp();
    for (let k = 0; k <= ORDERS; k++) {
      expect(jet.derivative(k)[0]).toBeCloseTo(Number(jet.coefficient(k)[0]) * factorial(k), 14);
    }
  });

  test('fromDerivatives gives back its derivatives', () => {
    const derivatives = [
      [1, 2],
      [3, 4],
      [5, 6],
      [7, 8],
    ].map((values) => Float64Array.from(values));
    const jet = Jet.fromDerivatives(derivatives);
    expect({ order: jet.order, size: jet.size }).toEqual({ order: 3, size: 2 });
    derivatives.forEach((values, k) =>
      values.forEach((value, i) => expect(jet.derivative(k)[i]).toBeCloseTo(value)),
    );
  });

  test('operations leave their operands alone', () => {
    const jet = at(0.3);
    const before = Array.from({ length: ORDERS + 1 }, (_, k) => Array.from(jet.coefficient(k)));
    jet.exp().times(jet).plus(jet.sin());
    expect(Array.from({ length: ORDERS + 1 }, (_, k) => Array.from(jet.coefficient(k)))).toEqual(before);
  });

  test('an empty batch stays empty', () => {
    expect(
      Jet.time(new Float64Array(0), 2)
        .exp()
        .times(Jet.time(new Float64Array(0), 2))
        .derivative(2),
    ).toHaveLength(0);
  });

  test('refuses a derivative past its order', () => {
    expect(() => at(0.3).derivative(7)).toThrow('A jet of order 6 has no derivative 7.');
  });

  test('refuses operands of another order or batch', () => {
    const other = () => at(0.3).plus(Jet.time(Float64Array.of(0.3, 0.4), 2));
    expect(other).toThrow(HighOrderError);
    expect(other).toThrow('Jets differ: order 6 for 1 times, order 2 for 2.');
    expect(() => at(0.3).divide(Jet.time(Float64Array.of(0.3), 2))).toThrow('Jets differ');
  });
});
