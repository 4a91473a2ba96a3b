import { describe, expect, test, vi } from 'vitest';
import { smallSweep } from '../testing/small-sweep.ts';
import { matchWidth, scaleWidths, widthsOf } from './match-width.ts';

vi.setConfig({ testTimeout: 60_000 });

/** Updates and parameters of each method, as planned. */
async function costs(...overrides: readonly string[]) {
  const small = await smallSweep();
  const { plan } = await small.plan('seeds=[0]', ...overrides);
  return Object.fromEntries(
    (plan?.variants ?? []).map(({ method, trainingSteps, parameters }) => [
      method,
      { trainingSteps, parameters },
    ]),
  );
}

/** A perceptron from 2 coordinates and a time to 2, one hidden layer: w (3 + 1) + 2 (w + 1). */
const parametersOf = (width: number) => 6 * width + 2;

describe('a budget', () => {
  test('of updates, or of rows, is the same for all', async () => {
    expect(await costs('budget={steps: 7}')).toEqual({
      narrow: { trainingSteps: 7, parameters: parametersOf(4) },
      wide: { trainingSteps: 7, parameters: parametersOf(8) },
    });
    const rows = await costs('budget={samples: 1000}', 'training.batch=16,32');
    expect(rows['narrow batch=16']?.trainingSteps).toBe(62);
    expect(rows['wide batch=32']?.trainingSteps).toBe(31);
  });

  test('of FLOPs gives a costly method fewer updates, in the ratio of what an update costs', async () => {
    const once = await costs('budget={flops: 1e8}', 'training.batch=512');
    const twice = await costs('budget={flops: 2e8}', 'training.batch=512');
    const [narrow, wide] = [once['narrow']?.trainingSteps ?? 0, once['wide']?.trainingSteps ?? 0];
    expect(wide).toBeLessThan(narrow);
    expect(wide).toBeGreaterThan(narrow / 2.2);
    expect(Math.abs((twice['narrow']?.trainingSteps ?? 0) - 2 * narrow)).toBeLessThanOrEqual(1);
  });

  test('of seconds is measured once and then kept', async () => {
    const small = await smallSweep();
    const steps = async () =>
      (await small.plan('seeds=[0]', 'budget={seconds: 0.5}')).plan?.variants.map(
        (each) => each.trainingSteps,
      );
    const first = await steps();
    expect(first?.every((count) => count >= 1)).toBe(true);
    expect(await steps()).toEqual(first);
  });

  test('matches parameters by width, whatever the depth', async () => {
    const matched = await costs('budget={parameters: wide}', 'methods.0.heads.0.hidden=[3,3]');
    const target = parametersOf(8);
    // One unit more or less in both layers changes 4 + 2 w + 3 parameters or so.
    expect(Math.abs((matched['narrow']?.parameters ?? 0) - target)).toBeLessThanOrEqual(8);
    expect(matched['wide']?.parameters).toBe(target);
  });

  test('that no method of the sweep can match is refused where it stands', async () => {
    await expect(costs('budget={parameters: wider}')).rejects.toThrow(/no method .* called "wider"/);
    await expect(costs('budget={steps: 3, flops: 1}')).rejects.toThrow(
      /one of steps, samples, flops and seconds/,
    );
  });

  test('says in the table what every run cost', async () => {
    const small = await smallSweep();
    const { status } = await small.run(
      await small.plan('seeds=0,1', 'budget={steps: 3, parameters: match}', '+methods.1.scaling={use: none}'),
    );
    expect(status.table).toContain('Budget: Each run may cost 3 updates. Widths are changed');
    expect(status.table).toMatch(/rings, wide: 3 updates, 26 parameters, heads\.0\.hidden=\[4\]/);
  });
});

describe('widths', () => {
  const widths = [
    { option: 'heads.0.hidden', value: [10, 20] },
    { option: 'heads.1.width', value: 5 },
  ];

  test('are found in values, and scaled together', () => {
    const values = {
      heads: [{ use: 'mlp', hidden: [10, 20] }, { use: 'other', width: 5 }, { use: 'third' }],
    };
    expect(widthsOf(values)).toEqual(widths);
    expect(scaleWidths(widths, 0.5).map(({ value }) => value)).toEqual([[5, 10], 3]);
    expect(scaleWidths(widths, 0.001).map(({ value }) => value)).toEqual([[1, 1], 1]);
  });

  test.each([1, 37, 900, 12_345])('come nearest to %i parameters', (target) => {
    const single = [{ option: 'heads.0.width', value: 10 }];
    const count = ([change]: readonly { readonly value: unknown }[]) => Number(change?.value) ** 2;
    const found = Number(matchWidth({ widths: single, target, count })?.[0]?.value);
    const miss = (width: number) => Math.abs(width ** 2 - target);
    for (let width = 1; width < 600; width++) expect(miss(found)).toBeLessThanOrEqual(miss(width));
  });

  test('that cannot be are passed over', () => {
    const single = [{ option: 'heads.0.width', value: 8 }];
    const count = ([change]: readonly { readonly value: unknown }[]) =>
      Number(change?.value) % 4 === 0 ? Number(change?.value) : undefined;
    expect(matchWidth({ widths: single, target: 101, count })).toMatchObject([{ value: 100 }]);
  });
});
