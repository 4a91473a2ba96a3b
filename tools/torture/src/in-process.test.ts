import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ConfigurationError, type ResolvedSweep, resolveSweep } from '@highorder/config';
import { InputError } from '@highorder/core';
import { hostFiles, loadPlugins, openExperiment } from '@highorder/runtime';
import fc, { type Arbitrary } from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { configurations, csvFiles, type Input, overrides, sweeps } from './inputs.ts';

const folder = mkdtempSync(join(tmpdir(), 'highorder-fuzz-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const searchPath = [fileURLToPath(new URL('../../../configs', import.meta.url))];
const registry = await loadPlugins(tmpdir());

/** Composes what the words name and makes its parts, or plans the sweep; nothing is trained. */
function open({ words }: Input): void {
  const isChange = (word: string) => word.includes('=') || /^[+~]/.test(word);
  const named = words.filter((word) => !['check', 'sweep', 'status'].includes(word));
  const sources = named.filter((word) => !isChange(word));
  const request = { sources, overrides: named.filter(isChange), searchPath, folder, registry };
  if (words[0] === 'sweep') compareAll(resolveSweep(request));
  else openExperiment({ ...request, files: hostFiles(folder) });
}

/** Composes every problem and every method of a sweep. */
function compareAll(sweep: ResolvedSweep): void {
  sweep.problems.forEach((_, problem) => sweep.compose({ problem, method: 0, seed: 0, changes: [] }));
  sweep.methods.forEach((_, method) => sweep.compose({ problem: 0, method, seed: 0, changes: [] }));
}

/** What is wrong with how an input is taken: undefined where it is taken, or refused with a place. */
function fault(input: Input): string | undefined {
  if (input.text !== '') writeFileSync(join(folder, input.file), input.text);
  try {
    open(input);
  } catch (error) {
    if (!(error instanceof InputError)) return error instanceof Error ? String(error.stack) : String(error);
    if (!(error instanceof ConfigurationError)) return `no place: ${error.message}`;
    if (error.message.length > 40_000) return `${error.message.length} characters are told`;
    return /[^\P{Cc}\n\t]/u.test(error.message) ? 'a control character is told' : undefined;
  }
  return input.unknownKey ? 'an unknown key is taken' : undefined;
}

// The torture suite tries the same inputs by the ten thousand, through the command.
test.each<readonly [string, Arbitrary<Input>, number]>([
  ['shipped configurations', configurations(), 90],
  ['shipped sweeps', sweeps(), 30],
  ['changes of the command line', overrides(), 100],
  ['CSV files', csvFiles(), 100],
])(
  'README "Fuzzing": mutated %s are taken, or refused with their place',
  { timeout: 300_000 },
  (_, inputs, numRuns) => {
    fc.assert(
      fc.property(inputs, (input) => {
        expect(fault(input)).toBeUndefined();
      }),
      { seed: Number(process.env['FUZZ_SEED'] ?? 13), numRuns },
    );
  },
);
