import { randomStream } from '@highorder/core';
import { describe, expect, test } from 'vitest';
import { parseFormula } from './formula.ts';

const stream = () => randomStream({ seed: 0, purpose: 'formula.test' });
const read = (text: string) => parseFormula({ text, variables: ['theta'], where: 'option radius' });
const value = (text: string, theta = 0) => read(text)({ variables: { theta }, random: stream() });

describe('a formula', () => {
  test.each([
    ['1 + 2 * 3', 7],
    ['(1 + 2) * 3', 9],
    ['2 ** 3 ** 2', 512],
    ['2 * 3 ** 2', 18],
    ['7 - 2 - 1', 4],
    ['-theta', -0.5],
    ['0 - theta ** 2', -0.25],
    ['-(theta ** 2)', -0.25],
    ['pow(-theta, 2)', 0.25],
    ['sqrt(abs(-16)) + floor(1.7) + sign(-3)', 4],
    ['min(2, 1) + max(3, 4)', 5],
    ['log(e)', 1],
    ['cos(pi) + exp(0) + tan(0) + sin(0)', 0],
    ['1.5e2', 150],
    ['5 * (5 * theta + 10) ** 1.01', 64.098684634],
  ])('%s', (text, expected) => {
    expect(value(text, 0.5)).toBeCloseTo(expected, 8);
  });

  test('draws from the stream it is given, anew each time', () => {
    const formula = read('uniform(2, 4)');
    const random = stream();
    const drawn = Array.from({ length: 200 }, () => formula({ variables: { theta: 0 }, random }));
    expect(new Set(drawn).size).toBe(200);
    expect(Math.min(...drawn)).toBeGreaterThanOrEqual(2);
    expect(Math.max(...drawn)).toBeLessThan(4);
    expect(value('normal(3, 0)')).toBe(3);
    expect(value('normal(3, 1)')).toBe(value('normal(3, 1)'));
  });
});

describe('a formula is refused', () => {
  test.each([
    ['3 +', 'This is no formula: Expected expression after + at character 3.'],
    ['', 'This is not one formula.'],
    ['1; 2', 'This is not one formula.'],
    ['[1]', 'This is not one formula.'],
    ['theta.constructor', 'This is not one formula.'],
    ['this', 'This is not one formula.'],
    ['theta ? 1 : 2', 'This is not one formula.'],
    ['"text"', '"text" is no number.'],
    ['phi', '"phi" has no value.\n  Expected: theta, pi, e'],
    ['constructor', '"constructor" has no value.'],
    ['theta ^ 2', '"^" is no operator.\n  Expected: + - * / ** (a power is **)'],
    ['!theta', '"!" is no sign.'],
    ['-theta ** 2', 'A sign before a power can be read in two ways.\n  Expected: -(a ** b) or pow(-a, b)'],
    ['toString()', 'This function is not known.'],
    ['theta.constructor("return 1")()', 'This function is not known.'],
    ['sin(1, 2)', 'sin takes 1 numbers, here are 2.'],
  ])('%s', (text, message) => {
    expect(() => read(text)).toThrow(`option radius "${text}": ${message}`);
  });
});
