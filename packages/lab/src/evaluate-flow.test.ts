import { type MeasuringRecord, points } from '@highorder/core';
import { describe, expect, test } from 'vitest';
import { evaluateFlow } from './evaluate-flow.ts';
import { createModel } from './model.ts';
import type { Sampler } from './sampler.ts';
import { smallExperiment } from './testing/small-experiment.ts';

/** One Gaussian to another on the straight path: the exact flow is x -> m1 + 2 (x - m0), here with a shift added. */
const affine = [
  'data.source={use: gaussian, mean: [1, -2], variance: 0.25}',
  'data.target={use: gaussian, mean: [-3, 5], variance: 1}',
  'evaluation.metrics=[{use: endpoint-error}, {use: w2-stratified}, {use: energy-distance}, {use: mode-coverage}]',
  'preconditioning={use: none}',
];

test('metrics see the source of each sample, the times of the steps, and floors of a perfect flow', async () => {
  const experiment = await smallExperiment(affine);
  await experiment.engine.open();
  const parameters = experiment.engine.upload(new Float32Array(1), [1]);
  const shifted: Sampler = ({ sources, steps }) =>
    Promise.resolve(
      points(
        2,
        sources.values.map((x, index) => (index % 2 === 0 ? -3 + 2 * (x - 1) + 3 / steps : 5 + 2 * (x + 2))),
      ),
    );
  const model = createModel(experiment);
  const { evaluation } = await evaluateFlow({ model, sampler: shifted, parameters });
  parameters.dispose();
  const row = (metric: string, steps: number) =>
    evaluation.rows.find((each) => each.metric === metric && each.steps === steps);
  expect(row('endpoint-error/median', 1)?.value).toBeCloseTo(3, 4);
  expect(row('endpoint-error/median', 2)).toMatchObject({ floor: 0, floorDeviation: 0, samples: 40 });
  expect(row('endpoint-error/median', 2)?.value).toBeCloseTo(1.5, 4);
  // One Euler step of the exact velocity ends at the mean of the target, two go further.
  const [one, two] = [row('endpoint-error/euler', 1)?.value, row('endpoint-error/euler', 2)?.value];
  expect(Number(one)).toBeGreaterThan(1.5 * Number(two));
  expect(row('w2-stratified', 1)?.floor).toBeGreaterThan(0);
  expect(row('energy-distance', 1)?.floorDeviation).toBeGreaterThan(0);
  // A sampler that reaches more modes is better; one that spreads samples less evenly is not.
  expect(row('mode-coverage/share', 1)?.higherIsBetter).toBe(true);
  expect(row('mode-coverage/balance', 1)?.higherIsBetter).toBeUndefined();
});

/** The rows of a flow that stays where it is, with some of its first samples changed. */
async function rowsWith(metrics: string, change: (values: Float64Array) => void) {
  const experiment = await smallExperiment([
    ...affine,
    `evaluation.metrics=${metrics}`,
    'evaluation.steps=[3]',
  ]);
  await experiment.engine.open();
  const parameters = experiment.engine.upload(new Float32Array(1), [1]);
  const sampler: Sampler = ({ sources }) => {
    const values = sources.values.slice();
    change(values);
    return Promise.resolve(points(2, values));
  };
  const told: MeasuringRecord[] = [];
  const { evaluation } = await evaluateFlow({
    ...{ model: createModel(experiment), sampler, parameters },
    onProgress: (record) => told.push(record),
  });
  parameters.dispose();
  return { rows: evaluation.rows, told };
}

const ALL = '[{use: mode-coverage}, {use: w2, points: 30}, {use: endpoint-error}, {use: energy-distance}]';

describe('samples that are not finite', () => {
  test.each([Number.NaN, Infinity])(
    'truth H: %d makes every value NaN, and is counted beside it',
    async (bad) => {
      const { rows } = await rowsWith(ALL, (values) => {
        values[1] = bad;
        values[6] = bad;
        values[7] = bad;
      });
      expect(rows.length).toBeGreaterThan(6);
      for (const row of rows) {
        expect(row).toMatchObject({ value: Number.NaN, notFinite: 2, draws: 2 });
        expect(row.pValue).toBeUndefined();
        expect(Number.isFinite(row.floor)).toBe(true);
      }
    },
  );

  test('truth H: past the points that a metric looks at they do not count', async () => {
    const { rows } = await rowsWith('[{use: w2, points: 30}]', (values) => (values[79] = Number.NaN));
    expect(rows).toHaveLength(1);
    expect(rows[0]?.notFinite).toBeUndefined();
    expect(Number.isFinite(rows[0]?.value)).toBe(true);
  });
});

test('extend 10: an evaluation says what it does before it does it', async () => {
  const { told } = await rowsWith('[{use: w2, points: 30}, {use: mode-distance}]', () => undefined);
  expect(told.map(({ doing }) => doing)).toEqual([
    'samples, 3 steps',
    ...['w2, floor 1 of 2', 'w2, floor 2 of 2', 'w2, 3 steps'],
    ...['mode-distance, floor 1 of 2', 'mode-distance, floor 2 of 2', 'mode-distance, 3 steps'],
  ]);
  expect(told.map(({ done }) => done)).toEqual([0, 1, 2, 3, 4, 5, 6]);
  expect(told[0]?.total).toBe(7);
});
