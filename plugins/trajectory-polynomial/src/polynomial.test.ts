import { InputError, Jet } from '@highorder/core';
import { expectClose, interpolantContract } from '@highorder/testkit';
import { expect, test } from 'vitest';
import cubic from './cubic.ts';
import polynomial from './polynomial.ts';

interpolantContract(polynomial);
interpolantContract(polynomial, { options: { coefficients: [0, 1] } });
interpolantContract(polynomial, { options: { coefficients: [0, 0.5, 0, 0.25, 0.25] } });

test('contains the cubic path', () => {
  const times = Jet.time(Float64Array.of(0, 0.2, 0.7, 1), 3);
  const mine = polynomial.make({ coefficients: [0, 0, 3, -2] }).weights(times);
  const theirs = cubic.make().weights(times);
  for (let k = 0; k <= 3; k++) {
    expectClose(`alpha ${k}`, mine.alpha.derivative(k), theirs.alpha.derivative(k), { absolute: 1e-14 });
    expectClose(`beta ${k}`, mine.beta.derivative(k), theirs.beta.derivative(k), { absolute: 1e-14 });
  }
});

test('rests at both ends by default', () => {
  const { alpha } = polynomial.make().weights(Jet.time(Float64Array.of(0, 1), 2));
  expectClose('velocity', alpha.derivative(1), [0, 0], { absolute: 1e-12 });
  expectClose('acceleration', alpha.derivative(2), [0, 0], { absolute: 1e-12 });
});

test.each([
  { coefficients: [0.5, 0.5], complaint: 'alpha(0) is 0.5.' },
  { coefficients: [0, 2], complaint: 'alpha(1) is 2.' },
  { coefficients: [0, 0, 8, -7], complaint: 'alpha falls somewhere on [0, 1].' },
])('refuses $coefficients', ({ coefficients, complaint }) => {
  const make = () => polynomial.make({ coefficients });
  expect(make).toThrow(InputError);
  expect(make).toThrow(`polynomial, coefficients [${coefficients.join(', ')}]: ${complaint}`);
});

test('says the way out', () => {
  expect(() => polynomial.make({ coefficients: [0, 2] })).toThrow(
    'Expected: alpha(1) = 1\n  Way out: The list begins with the coefficient of t^0 and sums to 1',
  );
});
