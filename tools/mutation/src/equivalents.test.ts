import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { equivalents } from './equivalents.ts';
import { findFaults } from './find-faults.ts';

const root = resolve(import.meta.dirname, '../../..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');
/** The page without its line ends. */
const page = read('docs/mutation.md').replaceAll(/\s+/g, ' ');

describe.each(equivalents)('$file: $change', ({ file, source, change, reason }) => {
  test('is a fault that the tool makes', () => {
    const faults = findFaults(file, read(file));
    expect(faults.filter((fault) => fault.source === source && fault.change === change)).not.toEqual([]);
  });

  test('is explained on the page', () => {
    expect(page).toContain(file);
    expect(page).toContain(reason);
  });
});
