import fc from 'fast-check';
import { expect, test } from 'vitest';
import { holmCorrected } from '../golden/scipy.golden.ts';
import { holm } from './holm.ts';

const pValues = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 30 });

test('is that of statsmodels', () => {
  holm(holmCorrected.p).forEach((p, index) => {
    expect(p).toBeCloseTo(Number(holmCorrected.adjusted[index]), 14);
  });
});

test('keeps the order of the p-values, makes none smaller, and none larger than Bonferroni does', () => {
  fc.assert(
    fc.property(pValues, (ps) => {
      const adjusted = holm(ps);
      ps.forEach((p, index) => {
        const own = Number(adjusted[index]);
        expect(own).toBeGreaterThanOrEqual(p);
        expect(own).toBeLessThanOrEqual(Math.min(1, p * ps.length));
        ps.forEach((other, place) => {
          if (other > p) expect(Number(adjusted[place])).toBeGreaterThanOrEqual(own);
        });
      });
    }),
    { seed: 1 },
  );
});

test('refuses the same hypotheses as the step-down procedure', () => {
  fc.assert(
    fc.property(pValues, fc.double({ min: 0.001, max: 0.5, noNaN: true }), (ps, alpha) => {
      // In ascending order, until one is too large for its step.
      const ascending = ps.toSorted((one, other) => one - other);
      const stop = ascending.findIndex((p, rank) => p * (ps.length - rank) > alpha);
      const refused = stop < 0 ? ps.length : stop;
      expect(holm(ps).filter((p) => p <= alpha)).toHaveLength(refused);
    }),
    { seed: 2 },
  );
});

test('none and one', () => {
  expect(holm([])).toEqual([]);
  expect(holm([0.03])).toEqual([0.03]);
});

test('refuses what is no probability', () => {
  expect(() => holm([0.1, Number.NaN])).toThrow('Holm correction: p-value 2 of 2 is NaN.');
  expect(() => holm([1.1])).toThrow('numbers from 0 to 1');
});
