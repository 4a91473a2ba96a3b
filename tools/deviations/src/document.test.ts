import { expect, test } from 'vitest';
import { withTables } from './document.ts';
import type { Measurement } from './results.ts';

const at = (variant: string, seed: number, value: number): Measurement => ({
  problem: 'four-modes',
  variant,
  seed,
  metric: 'w2-stratified',
  steps: 100,
  value,
  floor: 0.25,
});

const page = 'Before.\n\n<!-- table four-modes deviations -->\nold\n<!-- end -->\n\nAfter.\n';

const line = (text: string, name: string) =>
  text.split('\n').find((each) => each.includes(`\`${name}\``)) ?? '';

test('a cell is the mean over seeds, marked where all seeds agree that it is worse or better than the first line', () => {
  const text = withTables(page, [
    at('corrected', 0, 4),
    at('corrected', 1, 5),
    at('fixed-pairs', 0, 5),
    at('fixed-pairs', 1, 7),
    at('unclamped', 0, 3),
    at('unclamped', 1, 6),
    at('flow-map', 0, 1.5),
    at('flow-map', 1, 2),
  ]);
  expect(line(text, 'corrected')).toMatch(/\| 4\.5 \|/);
  expect(line(text, 'fixed-pairs')).toMatch(/\| 6 \+ \|/);
  expect(line(text, 'unclamped')).toMatch(/\| 4\.5 \|/);
  expect(line(text, 'flow-map')).toMatch(/\| 1\.75 - \|/);
  expect(text).toMatch(/floor: the exact flow.*\| 0\.25 \|/);
});

test('the rest of the page stays, and what was in the table goes', () => {
  const text = withTables(page, []);
  expect(text.startsWith('Before.\n\n<!-- table four-modes deviations -->\n|')).toBe(true);
  expect(text.endsWith('<!-- end -->\n\nAfter.\n')).toBe(true);
  expect(text).not.toContain('old');
  expect(withTables(text, [])).toBe(text);
});

test('a table that is not known is left alone', () => {
  const other = '<!-- table spiral deviations -->\nmine\n<!-- end -->';
  expect(withTables(other, [])).toBe(other);
});
