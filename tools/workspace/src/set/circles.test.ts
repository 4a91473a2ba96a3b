import { dirname, join, normalize } from 'node:path';
import typescript from 'typescript';
import { expect, test } from 'vitest';
import { sourcesOf, workspacePackages } from '../packages.ts';
import { readText } from '../root.ts';
import { circlesOf } from './circles.ts';

test('a circle is found, with its files in order, and a shared import is none', () => {
  const imports = new Map([
    ['a', ['b', 'c']],
    ['b', ['c']],
    ['c', ['d']],
    ['d', ['b']],
    ['e', ['c']],
  ]);
  expect(circlesOf(imports)).toEqual([['b', 'c', 'd', 'b']]);
  expect(circlesOf(new Map([...imports, ['d', []]]))).toEqual([]);
});

test('no files import each other in a circle, not even types: each can be read before those that use it', () => {
  const files = workspacePackages().flatMap(sourcesOf);
  const imports = new Map(files.map((file) => [file, importedFiles(file)]));
  expect(files.length).toBeGreaterThan(1000);
  expect(circlesOf(imports)).toEqual([]);
});

/** The files that a file imports by a relative path. */
function importedFiles(file: string): readonly string[] {
  const { importedFiles: found } = typescript.preProcessFile(readText(file), true, true);
  return found
    .map(({ fileName }) => fileName)
    .filter((name) => name.startsWith('.'))
    .map((name) => normalize(join(dirname(file), name)));
}
