import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { workspace } from '../workspace.ts';
import { stateOf } from './list-tables.ts';
import { fillMarks } from './markdown.ts';
import { tables } from './tables.ts';

test('fills what stands between marks, again and again, and nothing else', () => {
  const page = 'before\n<!-- results: a -->\nold\n<!-- /results -->\nafter\n';
  const once = fillMarks(page, 'a', 'new');
  expect(once).toBe('before\n<!-- results: a -->\n\nnew\n\n<!-- /results -->\nafter\n');
  expect(fillMarks(once, 'a', 'new')).toBe(once);
  expect(fillMarks(page, 'b', 'new')).toBe(page);
});

const folder = join(workspace, 'docs/results');
const own = new Set(['README.md', ...tables.map(({ name }) => `${name}.md`)]);
const pages = readdirSync(folder).filter((file) => own.has(file));

test.each(pages)('%s has no broken number and links to files that are there', (file) => {
  const path = join(folder, file);
  const text = readFileSync(path, 'utf8');
  expect(text).not.toMatch(/NaN|undefined|Infinity/);
  const links = [...text.matchAll(/\]\(([^)#]+)/g)].map((match) => String(match[1]));
  const missing = links.filter((link) => !link.startsWith('http') && !existsSync(join(dirname(path), link)));
  expect(missing).toEqual([]);
});

test('the overview tells the state of every table as its page does', () => {
  const text = readFileSync(join(folder, 'README.md'), 'utf8');
  for (const { name, title } of tables) {
    const page = join(folder, `${name}.md`);
    const state = existsSync(page) ? stateOf(readFileSync(page, 'utf8')) : 'not run yet';
    const row = text.split('\n').find((line) => line.startsWith('| ') && line.includes(title));
    expect(row?.endsWith(`| ${state} |`)).toBe(true);
  }
});
