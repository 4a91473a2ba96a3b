import { expect, test } from 'vitest';
import { findingsOf } from './findings.ts';
import { knownEnds } from './known-ends.ts';
import { planOf } from './plan.ts';
import { settingOf } from './setting.ts';
import { oneHead, softModel } from './testing/soft-experiment.ts';

/** A flow that makes a hundred millions of an error where the first coordinate is positive, and carries other points by (1, 1). */
const torn = {
  move: (x: Float64Array) => x.map((value, index) => (isTorn(x, index) ? Math.sin(1e8 * value) : value + 1)),
  follow: (x: Float64Array, times: ArrayLike<number>) => Array.from(times, () => torn.move(x)),
};
const isTorn = (x: Float64Array, index: number) => Number(x[index - (index % 2)]) > 0;

test('leaves out points whose ends rounding decides', () => {
  const { known, rows, points, ends } = knownEnds(torn, Float64Array.of(-1, 2, 0.3, 0.7, -2, 5), 2);
  expect([known, rows]).toEqual([2, [0, 2]]);
  expect(points).toEqual(Float64Array.of(-1, 2, -2, 5));
  expect(ends).toEqual(Float64Array.of(0, 3, -1, 6));
});

test('keeps all where none is known', () => {
  expect(knownEnds(torn, Float64Array.of(0.3, 0.7, 0.5, 1), 2)).toMatchObject({ known: 0, rows: [0, 1] });
});

test('every point of a smooth problem is known; where some are not, the answer says so', async () => {
  const model = await softModel(oneHead('{ use: matching, order: 1 }'));
  const setting = settingOf(model, 16);
  expect([
    setting.drawn,
    setting.known,
    setting.sources.count,
    setting.points.length,
    setting.ends.length,
  ]).toEqual([16, 16, 16, 32, 32]);
  expect([...setting.sources.values]).toEqual([...setting.points]);
  const texts = (known: number) =>
    findingsOf({
      ...{ plan: planOf(model.experiment, setting.clock), facts: undefined, fieldGaps: {}, statedOrder: 1 },
      setting: { drawn: 16, known },
    }).map(({ text }) => text);
  expect(texts(16).join()).not.toContain('left out');
  expect(texts(12).join()).toContain('Of 16 points 4 are left out');
  expect(texts(0).join()).toContain('Of none of the 16 points the exact end is known');
});
