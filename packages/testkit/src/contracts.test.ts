import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const folder = import.meta.dirname;
const names = readdirSync(folder);

function textsOf(chosen: (name: string) => boolean): string {
  return names
    .filter(chosen)
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .join('\n');
}

/** The checks that a file exports. */
function checksIn(name: string): readonly string[] {
  const text = readFileSync(join(folder, name), 'utf8');
  return [...text.matchAll(/^export (?:async )?function (check\w+)/gm)].map(([, check = '']) => check);
}

const suites = textsOf((name) => name.endsWith('-contract.ts'));
const tests = textsOf((name) => name.endsWith('.test.ts') && name !== 'contracts.test.ts');
const sources = names.filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'));
const checks = sources.flatMap((name) => checksIn(name).map((check) => ({ check, name })));

/** How often a name is called, or handed on: its imports are one more. */
function uses(text: string, check: string): number {
  return [...text.matchAll(new RegExp(`\\b${check}\\b`, 'g'))].length;
}

describe.each(checks)('$check ($name)', ({ check }) => {
  test('is part of a contract', () => expect(uses(suites, check)).toBeGreaterThan(1));
  test('has components that it must refuse', () => expect(uses(tests, check)).toBeGreaterThan(1));
});

test('there are checks for every kind of suite', () => {
  expect(checks.length).toBeGreaterThan(60);
  const kinds = names.flatMap((name) => /^(.*)-contract\.ts$/.exec(name)?.[1] ?? []);
  expect(kinds).toEqual(
    expect.arrayContaining(['coupling', 'distribution', 'engine', 'head', 'integrator', 'interpolant']),
  );
});
