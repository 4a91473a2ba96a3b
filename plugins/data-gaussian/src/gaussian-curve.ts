import { definePlugin, equalMixture, InputError, mixtureDistribution, randomStream } from '@highorder/core';
import { z } from 'zod';
import { largest, variance as anyVariance } from './sizes.ts';
import { type Formula, parseFormula, type Scope } from './formula.ts';

const formula = z.union([z.number(), z.string()]);

const options = z.strictObject({
  components: z.int().positive().max(100_000).default(100).describe('Number of Gaussians along the curve.'),
  from: formula.default(0).describe('First value of theta: a number or a formula such as "pi / 2".'),
  to: formula.default('2 * pi').describe('Last value of theta, itself left out: a number or a formula.'),
  radius: formula.optional().describe('Distance from the origin of the plane, a formula in theta.'),
  angle: formula
    .optional()
    .describe('Angle in radians, a formula in theta, beside `radius`; theta where absent.'),
  coordinates: z
    .array(formula)
    .min(1)
    .optional()
    .describe('One formula in theta a coordinate, in any dimension, in place of `radius`.'),
  variance: anyVariance.default(0.3).describe('Variance of every coordinate of each Gaussian.'),
  seed: z
    .int()
    .nonnegative()
    .default(0)
    .describe('Seed of what the formulas draw, once, with uniform and normal.'),
});

type Options = z.output<typeof options>;

/**
 * Gaussians of equal weight and covariance variance * I with their centers along any curve:
 *
 *   theta_k = from + (to - from) k / components,   k = 0 ... components - 1
 *   mean_k  = radius(theta_k) (cos angle(theta_k), sin angle(theta_k)),   or   coordinates(theta_k)
 *
 * Formulas (`parseFormula`) may draw with `uniform(from, to)` and `normal(mean, deviation)`: new numbers for each
 * component, once, when the distribution is made, from the option `seed`.
 *
 * Throws `InputError` where a formula is none or has no finite value, or where it is unclear which curve is meant.
 */
export default definePlugin({
  kind: 'data',
  name: 'gaussian-curve',
  summary: 'Gaussians along a curve that is given by formulas.',
  cite: ['chen2025homo'],
  options,
  create: (given) => mixtureDistribution(equalMixture(centersOf(given), given.variance)),
});

function centersOf(given: Options): readonly (readonly number[])[] {
  const random = randomStream({ seed: given.seed, purpose: 'data/gaussian-curve' });
  const at = (theta: number): Scope => ({ variables: { theta }, random });
  const from = read('from', given.from, [])(at(0));
  const to = read('to', given.to, [])(at(0));
  const curve = curveOf(given);
  return Array.from({ length: given.components }, (_, k) =>
    curve(at(from + ((to - from) * k) / given.components)),
  );
}

function curveOf({ radius, angle, coordinates }: Options): (scope: Scope) => readonly number[] {
  if ((radius === undefined) === (coordinates === undefined) || (coordinates && angle !== undefined)) {
    throw new InputError({
      where: 'gaussian-curve',
      message: 'It is unclear which curve is meant.',
      expected: '`radius`, with `angle` if wanted, or else `coordinates`',
    });
  }
  if (coordinates) {
    const formulas = coordinates.map((text, axis) => read(`coordinates.${axis}`, text, ['theta']));
    return (scope) => formulas.map((each) => each(scope));
  }
  const distance = read('radius', radius ?? 0, ['theta']);
  const direction = read('angle', angle ?? 'theta', ['theta']);
  return (scope) => {
    const length = distance(scope);
    const turned = direction(scope);
    return [length * Math.cos(turned), length * Math.sin(turned)];
  };
}

/** The formula of an option; it throws where its value is not finite. */
function read(option: string, written: string | number, variables: readonly string[]): Formula {
  const where = `gaussian-curve, option ${option}`;
  const text = String(written);
  const evaluate = parseFormula({ text, variables, where });
  return (scope) => {
    const value = evaluate(scope);
    if (Math.abs(value) <= largest) return value;
    const place = variables.length === 0 ? '' : ` at theta = ${scope.variables['theta']}`;
    throw new InputError({
      where: `${where} "${text}"`,
      message: `Its value${place} is ${value}.`,
      expected: `a number of at most ${largest} in size`,
    });
  };
}
