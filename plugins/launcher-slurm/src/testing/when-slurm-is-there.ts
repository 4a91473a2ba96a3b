import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { test } from 'vitest';

/** Where `npm run setup:slurm` keeps a Slurm. */
export function slurmFolder(): string {
  return process.env['HIGHORDER_SLURM'] ?? join(tmpdir(), `highorder-slurm-${userInfo().uid}`);
}

/**
 * Runs `suite` where a Slurm answers: that of `npm run setup:slurm`, or the one that this machine belongs to. Elsewhere a skipped
 * test says why not; in CI, which sets one up, it fails.
 */
export function whenSlurmIsThere(suite: () => void): void {
  const own = join(slurmFolder(), 'slurm.conf');
  if (process.env['SLURM_CONF'] === undefined && existsSync(own)) process.env['SLURM_CONF'] = own;
  const reason = reasonOfSilence();
  if (reason === undefined) suite();
  else if (process.env['CI'] === undefined) test.skip(`needs Slurm (npm run setup:slurm). ${reason}`);
  else test('needs Slurm', () => Promise.reject(new Error(reason)));
}

function reasonOfSilence(): string | undefined {
  try {
    execFileSync('sinfo', ['--noheader'], { stdio: 'pipe', timeout: 30_000 });
    return undefined;
  } catch (error) {
    return String(error).split('\n', 1).join('');
  }
}
