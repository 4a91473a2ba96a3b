import { expect, test } from 'vitest';
import { withTables } from './document.ts';
import type { Measurement } from './results.ts';
import { variantGroups } from './variants.ts';

const at = (variant: string, seed: number, value: number): Measurement => ({
  problem: 'four-modes',
  variant,
  seed,
  metric: 'w2-stratified',
  steps: 100,
  value,
  floor: 0.25,
});

const line = (text: string, name: string) =>
  text.split('\n').find((each) => each.includes(`\`${name}\``)) ?? '';

const arms =
  variantGroups('four-modes')
    .find(({ name }) => name === 'arms')
    ?.variants.map(({ name }) => name) ?? [];
const page = 'Before.\n\n<!-- table four-modes arms -->\nold\n<!-- end -->\n\nAfter.\n';

test('a cell is the mean over seeds, marked where all seeds agree that it is worse or better than the first line', () => {
  const values = [
    [4, 5],
    [5, 7],
    [3, 6],
    [1.5, 2],
  ];
  const found = arms.flatMap((name, line) =>
    (values[line] ?? []).map((value, seed) => at(name, seed, value)),
  );
  const text = withTables(page, found);
  expect(arms.map((name) => line(text, name).match(/\| ([^|]+) \|(?=[^|]*\|[^|]*\|[^|]*\|$)/)?.[1])).toEqual([
    '4.5',
    '6 +',
    '4.5',
    '1.75 -',
  ]);
  expect(text).toMatch(/\*floor\*.*\| 0\.25 \|/);
  expect(text).toMatch(/least to most over seeds\*.*\| 4 to 5 \|/);
  expect(text).toContain('\n\nSeeds: 0, 1.\n');
});

test('a seed that a line lacks counts for none', () => {
  const found = arms.map((name) => at(name, 3, 2));
  const text = withTables(page, [...found, at(String(arms[0]), 4, 1000)]);
  expect(text).toContain('Seeds: 3.');
  expect(text).not.toMatch(/\d [+-] \|/);
  expect(text).not.toContain('501');
});

test('the rest of the page stays, and what was in the table goes', () => {
  const text = withTables(page, []);
  expect(text.startsWith('Before.\n\n<!-- table four-modes arms -->\n|')).toBe(true);
  expect(text.endsWith('<!-- end -->\n\nAfter.\n')).toBe(true);
  expect(text).not.toContain('old');
  expect(withTables(text, [])).toBe(text);
});

test('a table that is not known is left alone', () => {
  const other = '<!-- table spiral deviations -->\nmine\n<!-- end -->';
  expect(withTables(other, [])).toBe(other);
});
