import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Case } from './cases.ts';
import { type Hashes, hashRun, hashSweep } from './hashes.ts';

/** What came of a case: its hashes, or the last words of a command that failed. */
export type Outcome = Hashes | { readonly failed: string };

const MINUTES = 10;

/** Runs a case with the command of a checkout, in a folder that is gone afterwards. */
export async function runCase(
  checkout: string,
  { verb, words }: Case,
  signal: AbortSignal,
): Promise<Outcome> {
  const runs = mkdtempSync(join(tmpdir(), 'highorder-bits-'));
  const binary = join(checkout, 'packages/cli/bin/highorder.js');
  try {
    await promisify(execFile)(binary, [verb, ...words, '--runs', runs, '--quiet'], {
      cwd: checkout,
      env: { ...process.env, HIGHORDER_CACHE: '' },
      timeout: MINUTES * 60_000,
      signal,
    });
    return verb === 'sweep' ? hashSweep(runs) : hashRun(runs);
  } catch (error) {
    signal.throwIfAborted();
    return { failed: wordsOf(error).slice(0, 400) };
  } finally {
    rmSync(runs, { recursive: true, force: true });
  }
}

function wordsOf(error: unknown): string {
  if (typeof error === 'object' && error !== null && 'stderr' in error && error.stderr)
    return String(error.stderr);
  return String(error);
}
