import { equalMixture, type GaussianMixture, type Interpolant, Jet } from '@highorder/core';
import { expect, test } from 'vitest';
import { conditionalDerivative } from './conditional-derivative.ts';

const path = (alpha: (t: Jet) => Jet, beta: (t: Jet) => Jet): Interpolant => ({
  domain: () => ({ from: 0, to: 1 }),
  weights: (t) => ({ alpha: alpha(t), beta: beta(t) }),
});
const cubicAlpha = (t: Jet) => t.power(2).scale(3).minus(t.power(3).scale(2));
const vpExponent = (t: Jet) => {
  const rest = t.affine(-1, 1);
  return rest
    .power(2)
    .scale(19.9 / 4)
    .plus(rest.scale(0.1 / 2));
};
const paths: Readonly<Record<string, Interpolant>> = {
  ot: path(
    (t) => t,
    (t) => t.affine(-1, 1),
  ),
  cubic: path(cubicAlpha, (t) => cubicAlpha(t).affine(-1, 1)),
  vp: path(
    (t) => vpExponent(t).scale(-1).exp(),
    (t) => vpExponent(t).scale(-2).expm1().scale(-1).sqrt(),
  ),
};

const ring = (radius: number, turn: number): GaussianMixture =>
  equalMixture(
    [0, 1, 2, 3].map((k) => {
      const angle = (k * Math.PI) / 2 + turn;
      return [radius * Math.cos(angle), radius * Math.sin(angle)];
    }),
    0.3,
  );
const fourModes = { source: ring(5, 0), target: ring(14, Math.PI / 4) };

// Computed elsewhere, and held there against automatic differentiation, 50-digit arithmetic and 24 million drawn pairs.
const golden = [
  {
    name: 'vp',
    t: 0.3,
    x: [4.1, 0.9],
    velocity: [-6.02267458755778, 5.78024620461017],
    acceleration: [-35.4552332852809, 32.3229808363237],
    jerk: [-146.223895163272, 111.452727341698],
  },
  {
    name: 'vp',
    t: 0.7,
    x: [6, 4],
    velocity: [18.9148090684909, 26.6556922234709],
    acceleration: [-3.19980536502171, 22.4355966875711],
    jerk: [-383.008760397515, -398.359720544885],
  },
  {
    name: 'vp',
    t: 0.99,
    x: [9.5, 10.2],
    velocity: [3.85274154095648, -0.403207336779317],
    acceleration: [-73.7412515598463, -117.567904455477],
    jerk: [4505.17309862324, -3650.07520743809],
  },
  {
    name: 'ot',
    t: 0.2,
    x: [3.5, 1.2],
    velocity: [-6.58201268728805, 0.9652336822097],
    acceleration: [0, 0],
    jerk: [0, 0],
  },
  {
    name: 'cubic',
    t: 0.25,
    x: [3.5, 1.2],
    velocity: [-17.6304065018035, 11.5009861522127],
    acceleration: [-47.0144173381427, 30.6692964059005],
    jerk: [188.057669352571, -122.677185623602],
  },
] as const;

const interpolantOf = (name: string) => {
  const found = paths[name];
  if (found === undefined) throw new Error(`no path ${name}`);
  return found;
};

test.each(golden)('golden values of four modes on $name at t = $t', ({ name, t, x, ...expected }) => {
  const mixtures = { ...fourModes, interpolant: interpolantOf(name) };
  [expected.velocity, expected.acceleration, expected.jerk].forEach((values, index) => {
    const found = conditionalDerivative(mixtures, t, Float64Array.from(x), index + 1);
    const size = Math.max(1, ...values.map(Math.abs));
    found.forEach((value, axis) => expect(Math.abs(value - Number(values[axis])) / size).toBeLessThan(1e-9));
  });
});

const tilted: GaussianMixture = {
  dimension: 2,
  components: [
    { weight: 0.3, mean: [1, -2], covariance: [0.5, 0.2, 0.2, 0.4] },
    { weight: 0.7, mean: [-1, 0.5], covariance: [1.2, -0.6, -0.6, 0.9] },
  ],
};

test.each(['vp', 'cubic'])(
  'every order is a known affine map of x and the velocity, any covariance (%s)',
  (name) => {
    // x^(k) is a combination of x1 and x0, and so of x and x', for each pair; then so are the conditional means.
    const interpolant = interpolantOf(name);
    const mixtures = { source: ring(1, 0.2), target: tilted, interpolant };
    const points = Float64Array.of(0.4, -0.3, 1.5, 2);
    const t = 0.6;
    const velocity = conditionalDerivative(mixtures, t, points, 1);
    for (const k of [2, 3, 4]) {
      const [p, q] = solveWeights(interpolant, t, k);
      conditionalDerivative(mixtures, t, points, k).forEach((value, index) => {
        const expected = p * Number(points[index]) + q * Number(velocity[index]);
        expect(Math.abs(value - expected)).toBeLessThan(1e-9 * Math.max(1, Math.abs(expected)));
      });
    }
  },
);

/** p, q with alpha^(k) = p alpha + q alpha' and the same for beta. */
function solveWeights(interpolant: Interpolant, t: number, k: number): readonly [number, number] {
  const at = (order: number) => weightsAt(interpolant, t, order);
  const [zero, one, high] = [at(0), at(1), at(k)];
  const determinant = zero.alpha * one.beta - one.alpha * zero.beta;
  return [
    (high.alpha * one.beta - one.alpha * high.beta) / determinant,
    (zero.alpha * high.beta - high.alpha * zero.beta) / determinant,
  ];
}

function weightsAt(interpolant: Interpolant, t: number, k: number) {
  const { alpha, beta } = interpolant.weights(Jet.time(Float64Array.of(t), k));
  return { alpha: Number(alpha.derivative(k)[0]), beta: Number(beta.derivative(k)[0]) };
}

test('the velocity of a single pair of Gaussians, in closed form', () => {
  // Scalar Gaussians on the straight path: regression of x1 - x0 on x.
  const one = (mean: number, variance: number): GaussianMixture => ({
    dimension: 1,
    components: [{ weight: 1, mean: [mean], covariance: [variance] }],
  });
  const t = 0.25;
  const found = conditionalDerivative(
    { source: one(-1, 4), target: one(3, 0.5), interpolant: interpolantOf('ot') },
    t,
    Float64Array.of(2),
    1,
  );
  const slope = (t * 0.5 - (1 - t) * 4) / (t * t * 0.5 + (1 - t) ** 2 * 4);
  expect(found[0]).toBeCloseTo(3 - -1 + slope * (2 - (t * 3 + (1 - t) * -1)), 12);
});
