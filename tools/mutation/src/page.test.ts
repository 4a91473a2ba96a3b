import { expect, test } from 'vitest';
import type { Trial } from './break-plugin.ts';
import { findFaults } from './find-faults.ts';
import { withRows } from './page.ts';

const [fault] = findFaults('a.ts', 'a < b');

function trials(...passed: readonly boolean[]): readonly Trial[] {
  if (fault === undefined) throw new Error('no fault');
  return passed.map((one) => ({ fault, outcome: { passed: one } }));
}

test('rows are replaced and summed', () => {
  const empty = 'Before.\n<!-- faults -->\n<!-- end of faults -->\nAfter.';
  const first = withRows(empty, 'plugins/b', trials(true, false, false));
  const second = withRows(first, 'plugins/a', trials(false, false));
  const third = withRows(second, 'plugins/b', trials(false, false, false, true));
  expect(third.split('\n')).toEqual([
    'Before.',
    '<!-- faults -->',
    '',
    '| plugin | faults | caught | survived |',
    '| --- | ---: | ---: | ---: |',
    '| plugins/a | 2 | 2 | 0 |',
    '| plugins/b | 4 | 3 | 1 |',
    '| all | 6 | 5, 83.3 % | 1 |',
    '',
    '<!-- end of faults -->',
    'After.',
  ]);
});

test('a page without the marks is refused', () => {
  expect(() => withRows('', 'plugins/a', [])).toThrow('The page lacks the mark <!-- faults -->');
});
