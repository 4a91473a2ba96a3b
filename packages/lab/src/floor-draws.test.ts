import { independentDraws, points, randomStream } from '@highorder/core';
import { describe, expect, test } from 'vitest';
import { evaluateFlow } from './evaluate-flow.ts';
import { floorDraws } from './floor-draws.ts';
import { createModel } from './model.ts';
import { smallExperiment } from './testing/small-experiment.ts';

const STRATIFIED = 'evaluation.metrics=[{use: w2-stratified, points: 400}]';

/** One Gaussian to one that is 100 times as wide and lies elsewhere. */
const WIDENING = [
  'data.source={use: gaussian, mean: [0, 0], variance: 0.01}',
  'data.target={use: gaussian, mean: [30, -40], variance: 100}',
  'preconditioning={use: none}',
  STRATIFIED,
];

/** alpha(0) and beta(0) of vp-ode with its defaults, a = 19.9 and b = 0.1: alpha(0) = exp(-a / 4 - b / 2). */
const ALPHA = Math.exp(-19.9 / 4 - 0.1 / 2);
const BETA = Math.sqrt(1 - ALPHA ** 2);

const PATHS = ['ot', 'cubic', 'trigonometric', 'polynomial'];

/** The floor of w2-stratified, whatever the flow. */
async function floorOf(overrides: readonly string[]): Promise<number> {
  const experiment = await smallExperiment(['evaluation.steps=[1]', ...overrides]);
  await experiment.engine.open();
  const parameters = experiment.engine.upload(new Float32Array(1), [1]);
  const { evaluation } = await evaluateFlow({
    model: createModel(experiment),
    sampler: ({ sources }) => Promise.resolve(sources),
    parameters,
  });
  parameters.dispose();
  return Number(evaluation.rows[0]?.floor);
}

describe('truth C: a perfect flow begins where its path does', () => {
  test('which is at the source points, to the last bit, on a path that begins at its source', async () => {
    for (const path of PATHS) {
      const experiment = await smallExperiment([`interpolant={use: ${path}}`]);
      const drawn = floorDraws(experiment, independentDraws);
      expect(drawn).toHaveLength(2);
      drawn.forEach(({ start }, index) => {
        const purpose = 'evaluation/independent/floor-source';
        const expected = experiment.source.sample(
          40,
          randomStream({ seed: experiment.seed, purpose, index }),
        );
        expect(start).toEqual(expected);
      });
    }
  });

  test('which has the moments of alpha(0) x1 + beta(0) x0 on vp-ode', async () => {
    const experiment = await smallExperiment([
      ...WIDENING,
      'interpolant={use: vp-ode}',
      'evaluation.samples=4000',
    ]);
    const start = floorDraws(experiment, independentDraws)[0]?.start ?? points(2, new Float64Array(0));
    const axis = (which: number) => [...start.values].filter((_, index) => index % 2 === which);
    const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
    const variance = ALPHA ** 2 * 100 + BETA ** 2 * 0.01;
    // Five standard errors each, false alarms below 1e-5 in all: 0.0095 of the means, 12 % of the variances.
    for (const [which, center] of [30, -40].entries()) {
      const values = axis(which);
      expect(Math.abs(mean(values) - ALPHA * center)).toBeLessThan(5 * Math.sqrt(variance / 4000));
      const found = mean(values.map((value) => (value - ALPHA * center) ** 2));
      expect(Math.abs(found / variance - 1)).toBeLessThan(5 * Math.sqrt(2 / 4000));
    }
  });

  test('so that from one Gaussian to another it makes the target, on vp-ode as on the straight path', async () => {
    // The exact flow is affine: x -> m1 + s1 / s(0) (x - m(0)), with m(0) = alpha m1 and s(0)^2 = alpha^2 s1^2 + beta^2 s0^2. From the
    // source it would make a Gaussian of deviation s1 s0 / s(0), moved by s1 / s(0) alpha m1: two numbers that W2 sees at once.
    const at = Math.sqrt(ALPHA ** 2 * 100 + BETA ** 2 * 0.01);
    const missed = Math.hypot((10 / at) * ALPHA * 50, Math.SQRT2 * (10 - (10 * 0.1) / at));
    expect(missed).toBeGreaterThan(25);
    for (const path of ['vp-ode', 'ot']) {
      const floor = await floorOf([...WIDENING, `interpolant={use: ${path}}`, 'evaluation.samples=150']);
      expect(floor).toBeGreaterThan(0);
      expect(floor).toBeLessThan(5);
    }
  });

  test('so that the floor of the published spiral is a fraction of what it was there', async () => {
    // From the source, whose deviation of 0.548 is less than alpha(0) rms(x1) = 0.605, it was 55.5. From the path's own start it is 4 to 6
    // with 400 points and rises as they get fewer; two draws of the target differ by 0.9.
    const floor = await floorOf([
      'data.source={use: gaussian, mean: [0, 0], variance: 0.3}',
      'data.target={use: gaussian-curve, components: 1000, radius: "10 * exp(theta / 2)", variance: 0.3}',
      'preconditioning={use: none}',
      'interpolant={use: vp-ode}',
      'evaluation.samples=150',
      STRATIFIED,
    ]);
    expect(floor).toBeGreaterThan(1);
    expect(floor).toBeLessThan(25);
  });
});
