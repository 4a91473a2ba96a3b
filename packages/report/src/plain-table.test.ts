import { expect, test } from 'vitest';
import { plainTable } from './plain-table.ts';

test('reliability 18: a cell is one line, and no terminal obeys it', () => {
  const table = plainTable({
    head: ['method', 'n'],
    aligned: ['left', 'right'],
    rows: [
      ['two\nlines\u001b[2J', '1'],
      ['plain', '2'],
    ],
  });
  expect(table.split('\n')).toHaveLength(4);
  expect(table).toContain(String.raw`two\nlines\x1b[2J`);
});
