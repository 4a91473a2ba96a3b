import { compareMethods, type Outcome } from '@highorder/statistics';
import { expect, test } from 'vitest';
import { digits, honestTables } from './honest-table.ts';

/** A row for each value, by seed. */
function rows(method: string, values: readonly number[], more: Partial<Outcome> = {}): readonly Outcome[] {
  return values.map((value, seed) => ({
    ...{ problem: 'four_modes', metric: 'w2-stratified', steps: 1, floor: 0.2, floorDeviation: 0.02 },
    ...{ method, seed, value },
    ...more,
  }));
}

const outcomes = [
  ...rows('M1-SC', [5, 5.2, 4.8, 5.1]),
  ...rows('good', [3, 3.3, 2.8, 3.1]),
  ...rows('bad', [9, 9.1, 8.9, 9.1]),
  ...rows('equal', [5.3, 4.9, 4.7, 5.4]),
  ...rows('M1-SC', [0.2, 0.2, 0.2, 0.21], { steps: 100 }),
  ...rows('good', [0.21, 0.2, 0.19, 0.2], { steps: 100 }),
  ...rows('bad', [0.3, Number.NaN, 0.3, 0.3], { steps: 100 }),
  // Steps between the ends stand in full alone.
  ...rows('M1-SC', [1, 1, 1, 1.1], { steps: 10 }),
];

test('a row a method with verdicts as marks, failures, and the floor last', () => {
  const text = honestTables(compareMethods(outcomes, { baseline: 'M1-SC' }));
  expect(text).toBe(`**four\\_modes**

| method | seeds | W2 stratified @1 | W2 stratified @100 |
| --- | ---: | ---: | ---: |
| M1-SC (baseline) | 4 | 5.03 ± 0.27 | 0.203 ± 0.008 |
| good | 4 | 3.05 ± 0.33 ▲ | 0.2 ± 0.013 · |
| bad | 4 | 9.03 ± 0.15 ▼ | 1 failed |
| equal | 4 | 5.08 ± 0.53 · |  |
| *floor* |  | 0.2 ± 0.02 | 0.2 ± 0.02 |`);
});

test('marks what is small, equivalent, at its floor and below it', () => {
  const near = { floorDeviation: 0.1, draws: 4 };
  const some = [
    ...rows('M1-SC', [5, 5.2, 4.8, 5.1, 5], near),
    ...rows('small', [4.9, 5.11, 4.7, 5, 4.91], near),
    ...rows('same', [5.01, 5.2, 4.79, 5.11, 5], near),
    ...rows('perfect', [0.21, 0.2, 0.19, 0.2, 0.2], { floorDeviation: 0.01, draws: 4 }),
    ...rows('collapsed', [0.1, 0.11, 0.1, 0.1, 0.09], { floorDeviation: 0.01, draws: 4 }),
  ];
  const text = honestTables(compareMethods(some, { baseline: 'M1-SC', relevant: '2%' }));
  const [, , , , , small, same, perfect, collapsed] = text.split('\n');
  expect(small).toMatch(/ △ \|$/);
  expect(same).toMatch(/ ≈ \|$/);
  expect(perfect).toMatch(/ ▲ ✓ \|$/);
  expect(collapsed).toMatch(/ ▲ ⌄ \|$/);
});

test('methods with floors of their own: the least and the greatest', () => {
  const text = honestTables(
    compareMethods([...rows('M1-SC', [5, 5.2]), ...rows('other-path', [4, 4.1], { floor: 0.31 })], {
      baseline: 'M1-SC',
    }),
  );
  expect(text.split('\n').at(-1)).toBe('| *floor* |  | 0.2 to 0.31 |');
});

test.each([
  [0, '0'],
  [12.345, '12.3'],
  [0.00012345, '1.23e-4'],
  [5085.7, '5090'],
  [1234567, '1.23e6'],
])('%d with three digits', (value, text) => {
  expect(digits(value, 3)).toBe(text);
});
