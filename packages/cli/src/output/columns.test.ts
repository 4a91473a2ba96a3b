import { expect, test } from 'vitest';
import { columns } from './columns.ts';
import { formatDuration } from './duration.ts';
import { paint } from './paint.ts';
import { shownPath } from './paths.ts';

test('columns stand under each other, without blanks at the end', () => {
  expect(
    columns(
      [
        ['a', 'bb', 'c'],
        ['aaa', 'b'],
        ['', 'x', 'y'],
      ],
      '> ',
    ),
  ).toBe(['> a    bb  c', '> aaa  b', '>      x   y'].join('\n'));
  expect(columns([])).toBe('');
});

test('durations are said in the units one would use', () => {
  expect([0, 59.4, 59.6, 125, 3600, 11_530].map(formatDuration)).toEqual([
    '0 s',
    '59 s',
    '1 min 0 s',
    '2 min 5 s',
    '1 h 0 min',
    '3 h 12 min',
  ]);
});

test('color is for terminals that want it', () => {
  const red = (isTTY: boolean, environment: NodeJS.ProcessEnv) => paint('red', { isTTY }, environment)('x');
  expect(red(true, {})).toBe('\u001b[31mx\u001b[39m');
  for (const plain of [red(false, {}), red(true, { NO_COLOR: '1' }), red(true, { TERM: 'dumb' })]) {
    expect(plain).toBe('x');
  }
});

test('paths inside the folder are shown from there', () => {
  expect(shownPath('/there/me/runs/a', '/there/me')).toBe('runs/a');
  expect(shownPath('/data/runs/a', '/there/me')).toBe('/data/runs/a');
  expect(shownPath('runs/a', process.cwd())).toBe('runs/a');
});
