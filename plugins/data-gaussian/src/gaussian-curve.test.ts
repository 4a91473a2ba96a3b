import { distributionContract } from '@highorder/testkit';
import { describe, expect, test } from 'vitest';
import gaussianCurve from './gaussian-curve.ts';
import gaussianRing from './gaussian-ring.ts';

distributionContract(gaussianCurve, { options: { radius: 10 } });
distributionContract(gaussianCurve, {
  options: { components: 40, from: -1, to: 1, coordinates: ['theta', 'theta ** 2', '1'], variance: 0.01 },
});

type Options = Parameters<typeof gaussianCurve.make>[0];

const means = (options: Options) =>
  gaussianCurve.make(options).mixture?.components.map(({ mean }) => mean) ?? [];
const radii = (options: Options) => means(options).map(([x, y]) => Math.hypot(Number(x), Number(y)));

describe('a curve', () => {
  test('of constant radius is a ring', () => {
    const ring = gaussianRing.make({ modes: 6, radius: 2 }).mixture?.components.map(({ mean }) => mean) ?? [];
    means({ components: 6, radius: 2 }).forEach((mean, k) => {
      mean.forEach((value, axis) => expect(value).toBeCloseTo(Number(ring[k]?.[axis]), 12));
    });
  });

  test('takes its ends from formulas and leaves the last one out', () => {
    expect(means({ components: 4, from: 'sqrt(4)', to: '2 + 4', coordinates: ['theta'] })).toEqual([
      [2],
      [3],
      [4],
      [5],
    ]);
  });

  test('may turn as it likes', () => {
    const [mean] = means({ components: 1, radius: 3, angle: 'theta + pi / 2' });
    expect(mean?.[0]).toBeCloseTo(0, 12);
    expect(mean?.[1]).toBeCloseTo(3, 12);
  });

  test('is a spiral from 10 to 231, as published', () => {
    const spiral = radii({ components: 1000, radius: '10 * exp(theta / 2)' });
    expect(Math.round(Math.min(...spiral))).toBe(10);
    expect(Math.round(Math.max(...spiral))).toBe(231);
  });

  test.each([
    ['two', '4 * pi', 2000, 379.95],
    ['three', '6 * pi', 3000, 545.86],
  ])('is the published spiral of %s turns', (_, to, components, last) => {
    const spiral = radii({ components, to, radius: '5 * (5 * theta + 10) ** 1.01' });
    expect(Number(spiral[0])).toBeCloseTo(51.16, 2);
    expect(Math.max(...spiral)).toBeCloseTo(last, 1);
  });
});

describe('what formulas draw', () => {
  const jittered = { components: 50, radius: '10 + uniform(-1.5, 1.5)' };

  test('is drawn once, by the seed', () => {
    expect(means(jittered)).toEqual(means(jittered));
    expect(means({ ...jittered, seed: 1 })).not.toEqual(means(jittered));
  });

  test('is new for each component', () => {
    const lengths = radii(jittered);
    expect(new Set(lengths).size).toBe(50);
    expect(Math.min(...lengths)).toBeGreaterThan(8.5);
    expect(Math.max(...lengths)).toBeLessThan(11.5);
  });
});

describe('wrong options', () => {
  test.each([
    [{}],
    [{ radius: 1, coordinates: [1, 2] }],
    [{ angle: 1, coordinates: [1, 2] }],
    [{ angle: 'theta' }],
  ])('no clear curve: %j', (options) => {
    expect(() => gaussianCurve.make(options)).toThrow(
      'gaussian-curve: It is unclear which curve is meant.\n  Expected: `radius`, with `angle` if wanted, or else `coordinates`',
    );
  });

  test('a formula without value', () => {
    expect(() => gaussianCurve.make({ radius: '1 / theta' })).toThrow(
      'gaussian-curve, option radius "1 / theta": Its value at theta = 0 is Infinity.\n  Expected: a number of at most 1e+150 in size',
    );
  });

  test('an unknown name', () => {
    expect(() => gaussianCurve.make({ coordinates: ['theta', 'phi'] })).toThrow(
      'gaussian-curve, option coordinates.1 "phi": "phi" has no value.',
    );
    expect(() => gaussianCurve.make({ radius: 1, to: 'theta' })).toThrow('gaussian-curve, option to "theta"');
  });
});
