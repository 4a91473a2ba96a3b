import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { composeExperiment } from '@highorder/config';
import { definePlugin, equalMixture, mixtureDistribution } from '@highorder/core';
import { loadPlugins, type PluginRegistry } from '@highorder/runtime';
import { expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { openJob } from './open-job.ts';

/** Points at which the first two bytes of a file are: it reads bytes, or the same file as text. */
const fromBytes = definePlugin({
  kind: 'data',
  name: 'from-bytes',
  summary: 'For tests.',
  cite: [],
  needs: ['files'],
  options: z.strictObject({ file: z.string().describe('A file.'), text: z.boolean().describe('As text.') }),
  create: ({ file, text }, { files }) => {
    const size = text ? files.read(file).length : files.readBytes(file).length;
    return mixtureDistribution(equalMixture([[size, 0]], 1));
  },
});

/** The name of a job whose data are those of a file with these bytes. */
async function nameWith(bytes: Uint8Array, text = false): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'highorder-bytes-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, 'points.bin'), bytes);
  writeFileSync(
    join(folder, 'a.yaml'),
    `data: { source: { use: gaussian }, target: { use: from-bytes, file: points.bin, text: ${text} } }
heads: [{ use: mlp, order: 1 }]
losses: [{ use: matching, order: 1 }]`,
  );
  const known = await loadPlugins(folder);
  const registry: PluginRegistry = {
    ...known,
    names: (kind) => (kind === 'data' ? [...known.names(kind), 'from-bytes'] : known.names(kind)),
    find: (kind, name) => (name === 'from-bytes' ? fromBytes : known.find(kind, name)),
  };
  const request = { sources: ['a.yaml'], overrides: [], folder, searchPath: [], registry };
  return openJob(composeExperiment(request), folder, { of: () => 'code' }).hash;
}

test('extend 3: a binary file that a plugin reads names the job, every byte of it', async () => {
  const bytes = Uint8Array.of(0x89, 0xff, 0x00, 0x1a);
  const name = await nameWith(bytes);
  expect(await nameWith(bytes)).toBe(name);
  // Read as text leniently, both bytes would be the same replacement character.
  expect(await nameWith(Uint8Array.of(0x89, 0xfe, 0x00, 0x1a))).not.toBe(name);
  expect(await nameWith(bytes.subarray(0, 3))).not.toBe(name);
});

test('extend 3: a file that is no text is not taken for one', async () => {
  await expect(nameWith(Uint8Array.of(0xff, 0xfe, 0x31, 0x00), true)).rejects.toThrow(/points\.bin.*UTF-16/s);
  await expect(nameWith(Uint8Array.of(0x1f, 0x8b, 0x08), true)).rejects.toThrow(/gzip/);
  const text = new TextEncoder().encode('1,2\n');
  expect(await nameWith(text, true)).toMatch(/^[0-9a-f]{20}$/);
});
