import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { pathNames, problemNames, workspace } from '../problems.ts';
import { questionNames } from '../questions.ts';
import { fillMarks, tableText } from './markdown.ts';

test('fills what stands between marks, again and again', () => {
  const page =
    'before\n<!-- theory: a -->\nold\n<!-- /theory -->\nafter\n<!-- theory: b -->\n<!-- /theory -->\n';
  const once = fillMarks(page, 'a', 'new');
  expect(once).toContain('before\n<!-- theory: a -->\n\nnew\n\n<!-- /theory -->\nafter');
  expect(fillMarks(once, 'a', 'new')).toBe(once);
  expect(fillMarks(page, 'c', 'new')).toBe(page);
});

test('numbers stand to the right', () => {
  const table = { title: '', text: '', words: 1, columns: ['name', 'value'], rows: [['a', '1']] };
  expect(tableText(table)).toBe('| name | value |\n| --- | ---: |\n| a | 1 |');
});

const folder = join(workspace, 'docs/theory');
const pages = readdirSync(folder).filter((file) => file.endsWith('.md'));

test('every question has its page, and every page its question', () => {
  expect(pages.toSorted()).toEqual(questionNames.map((name) => `${name}.md`).toSorted());
});

describe.each([...pages.map((file) => join('docs/theory', file)), 'docs/theory.md'])('%s', (path) => {
  const text = readFileSync(join(workspace, path), 'utf8');

  test('has tables of even rows without broken numbers', () => {
    const tables = text.split('\n\n').filter((block) => block.startsWith('| '));
    expect(tables.length).toBeGreaterThan(0);
    for (const table of tables) {
      const widths = table
        .trimEnd()
        .split('\n')
        .map((line) => line.replaceAll('\\|', '').split('|').length);
      expect(new Set(widths).size).toBe(1);
    }
    expect(text).not.toMatch(/NaN|undefined|Infinity/);
  });

  test('links to files that are there', () => {
    const links = [...text.matchAll(/\]\(([^)#]+)/g)].map((match) => String(match[1]));
    const missing = links.filter(
      (link) => !link.startsWith('http') && !exists(join(workspace, path, '..', link)),
    );
    expect(missing).toEqual([]);
  });
});

test.each(['gap', 'gap-3', 'material'])('%s has every problem on every path', (name) => {
  const text = readFileSync(join(folder, `${name}.md`), 'utf8');
  for (const problem of problemNames) {
    for (const path of pathNames) expect(text).toContain(`| ${problem} | ${path} | `);
  }
});

function exists(path: string): boolean {
  try {
    readFileSync(path);
    return true;
  } catch {
    return false;
  }
}
