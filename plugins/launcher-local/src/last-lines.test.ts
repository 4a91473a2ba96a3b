import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { lastLines } from './last-lines.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'highorder-last-lines-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function logOf(text: string): string {
  const file = join(folder, 'log');
  writeFileSync(file, text);
  return file;
}

const lines = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => `line ${from + index}`).join('\n');

test('extend, old words of a log: what an earlier process said is left out', () => {
  const old = 'An old complaint: größer.\n';
  const file = logOf(`${old}A new one.\n`);
  expect(lastLines(file, Buffer.byteLength(old))).toBe('A new one.');
  expect(lastLines(file, 0)).toBe('An old complaint: größer.\nA new one.');
});

test('of many lines the last twelve are told', () => {
  expect(lastLines(logOf(`${lines(1, 30)}\n`), 0)).toBe(lines(19, 30));
});

test('nothing is told of a process that said nothing', () => {
  expect(lastLines(logOf('old\n'), 4)).toBe('');
});
