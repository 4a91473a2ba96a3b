import type { ResolvedComponent, ResolvedExperiment } from '@highorder/config';
import { definePlugin, type Plugin } from '@highorder/core';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { identify } from './job-identity.ts';

const beacon = definePlugin({
  kind: 'callback',
  name: 'beacon',
  summary: 'Watches.',
  cite: [],
  options: z.strictObject({}),
  create: () => ({}),
});
const steering = definePlugin({
  kind: 'callback',
  name: 'steering',
  summary: 'Does more than watch.',
  cite: [],
  affects: 'results',
  options: z.strictObject({}),
  create: () => ({}),
});

/** The part of a resolved experiment that names a job. */
function hashWith(...plugins: readonly Pick<Plugin, 'kind' | 'name'>[]): string {
  const values = { name: 'small', seed: 0, callbacks: plugins.map(({ name }) => ({ use: name })) };
  const callbacks = plugins.map((plugin) => ({ kind: plugin.kind, plugin }) as unknown as ResolvedComponent);
  const resolved = { values, settings: { callbacks } } as unknown as ResolvedExperiment;
  return identify({ resolved, files: new Map() }, 'code').hash;
}

test('extend 8: a callback that only watches is not part of the name of a job', () => {
  expect(hashWith(beacon)).toBe(hashWith());
  expect(hashWith(beacon, beacon)).toBe(hashWith());
});

test('one that says that it affects results is', () => {
  expect(hashWith(steering)).not.toBe(hashWith());
  expect(hashWith(steering, beacon)).toBe(hashWith(steering));
});
