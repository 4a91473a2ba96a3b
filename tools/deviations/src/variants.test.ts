import { beforeAll, describe, expect, test } from 'vitest';
import { measure } from './measure.ts';
import { openVariant } from './open-variant.ts';
import { problemNames, scriptSettings } from './script-settings.ts';
import { type Variant, variantGroups } from './variants.ts';

const variantsOf = (problem: (typeof problemNames)[number]) =>
  variantGroups(problem).flatMap(({ variants }) => variants);

const named = (problem: (typeof problemNames)[number], name: string): Variant => {
  const found = variantsOf(problem).find((each) => each.name === name);
  if (found === undefined) throw new Error(`No variant ${name}.`);
  return found;
};

// The first experiment loads all plugins.
beforeAll(async () => void (await openVariant(named('four-modes', 'corrected'), 0)), 60_000);

describe.each(problemNames)('%s', (problem) => {
  const settings = scriptSettings[problem];

  test('every variant opens, and no two are the same experiment', async () => {
    const variants = new Map(variantsOf(problem).map((variant) => [variant.name, variant]));
    const texts = await Promise.all(
      [...variants.values()].map(async (variant) => (await openVariant(variant, 0)).resolved.yaml()),
    );
    expect(new Set(texts).size).toBe(variants.size);
  }, 30_000);

  test('the published experiment has the numbers of its script', async () => {
    const { losses, training, rowPlan } = await openVariant(named(problem, 'as-published'), 0);
    const weight = (index: number) => losses[index]?.weight ?? Number.NaN;
    // The scripts take the mean over all rows, so that a term weighs as much as its share of them.
    expect(weight(0) + weight(2)).toBeCloseTo(1, 12);
    expect(weight(2)).toBeCloseTo(settings.share, 12);
    expect((weight(1) + weight(3)) / settings.weight).toBeCloseTo(1, 9);
    expect(rowPlan.map(({ rows }) => rows / settings.pairs)).toEqual([1 - settings.share, settings.share]);
    expect(training).toMatchObject({ steps: settings.iterations, batch: settings.pairs });
  });

  test('the corrected method trains as many rows, updates and parameters', async () => {
    const [script, corrected] = await Promise.all(
      ['as-published', 'corrected'].map((name) => openVariant(named(problem, name), 0)),
    );
    expect(corrected?.rowPlan.map(({ rows }) => rows)).toEqual(script?.rowPlan.map(({ rows }) => rows));
    expect(corrected?.training).toEqual(script?.training);
    const sizes = (experiment: typeof script) =>
      experiment?.heads.map(({ component }) => component.parameters(2).map(({ shape }) => shape));
    expect(sizes(corrected)).toEqual(sizes(script));
  });
});

test('what is said of times is what is drawn: options that a change keeps by merging do not undo it', async () => {
  const lastTimes = async (name: string) => {
    const { losses } = await openVariant(named('four-modes', name), 0);
    return losses.slice(0, 2).map(({ term }) => term.rows.times.interval?.to);
  };
  expect(await lastTimes('corrected')).toEqual([0.99, 0.99]);
  expect(await lastTimes('wrong-derivatives')).toEqual([0.99, 0.99]);
  expect(await lastTimes('late-times')).toEqual([1 - 1e-6, 1 - 1e-6]);
  const finest = async (name: string) =>
    (await openVariant(named('four-modes', name), 0)).losses[2]?.term.rows.times.finest;
  expect(await finest('corrected')).toBe(1 / 128);
  expect(await finest('past-the-end')).toBe(1 / 128);
  expect(await finest('unclamped')).toBeUndefined();
});

describe('a run of three updates', () => {
  const short = (name: string): Variant => {
    const variant = named('four-modes', name);
    return { ...variant, overrides: [...variant.overrides, 'training.steps=3', 'evaluation.samples=40'] };
  };

  test('gives each metric at 1 and at 100 steps, and how far u_2 moved', async () => {
    const found = await measure('four-modes', short('tiny-weight'), 1);
    expect(found.map(({ metric, steps }) => `${metric} ${steps}`).sort()).toEqual([
      'change-of-u2 0',
      'endpoint-error/median 1',
      'endpoint-error/median 100',
      'mode-distance 1',
      'mode-distance 100',
      'w2-stratified 1',
      'w2-stratified 100',
    ]);
    expect(found.every(({ value }) => Number.isFinite(value))).toBe(true);
    const moved = (rows: typeof found) => rows.find(({ metric }) => metric === 'change-of-u2')?.value ?? 0;
    expect(moved(found)).toBeLessThan(1e-5);
    expect(moved(await measure('four-modes', short('corrected'), 1))).toBeGreaterThan(1e-3);
  }, 60_000);

  test('without a head of order 2 says nothing of u_2', async () => {
    const found = await measure('four-modes', short('arm-published'), 1);
    expect(found.some(({ metric }) => metric === 'change-of-u2')).toBe(false);
  }, 60_000);
});
