import { expect, test } from 'vitest';
import { z } from 'zod';
import { readText } from '../root.ts';

const lock = z
  .object({
    packages: z.record(
      z.string(),
      z.object({
        optionalDependencies: z.record(z.string(), z.string()).default({}),
        resolved: z.string().optional(),
      }),
    ),
  })
  .parse(JSON.parse(readText('package-lock.json')));

test('the lock holds every optional package that its packages name, so that npm ci works everywhere', () => {
  const names = new Set(Object.keys(lock.packages).map((path) => path.replace(/^.*node_modules\//, '')));
  const missing = Object.entries(lock.packages).flatMap(([path, { optionalDependencies }]) =>
    Object.keys(optionalDependencies)
      .filter((name) => !names.has(name))
      .map((name) => `${path} needs ${name}`),
  );
  expect(missing).toEqual([]);
});

test('the lock holds no download address', () => {
  const resolved = Object.values(lock.packages).map((each) => each.resolved ?? '');
  expect(resolved.filter((address) => address.includes('://'))).toEqual([]);
});
