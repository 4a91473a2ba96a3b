import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jobCommands } from '@highorder/sweep';
import { highorder } from './command.ts';
import { type PreparedTable, workspace } from './prepare-table.ts';

/**
 * Runs the first job of a table that is done once more, from its configuration alone, and says whether it found the same bytes. True where
 * nothing has run.
 */
export function runAgain(
  { prepared, places: { store } }: PreparedTable,
  say: (text: string) => void,
): boolean {
  const job = prepared.plan?.jobs.find(({ hash }) => existsSync(join(store, hash, 'result.json')));
  if (job === undefined) return true;
  const { problem, method, seed } = job.point;
  const scratch = mkdtempSync(join(tmpdir(), 'highorder-again-'));
  try {
    const folder = join(scratch, job.hash);
    mkdirSync(folder);
    for (const file of ['job.json', 'config.yaml']) cpSync(join(store, job.hash, file), join(folder, file));
    const [program = '', ...words] = jobCommands(highorder).run(folder);
    spawnSync(program, words, { cwd: workspace, stdio: 'ignore' });
    const same =
      existsSync(join(folder, 'result.json')) &&
      resultIn(scratch, job.hash).equals(resultIn(store, job.hash));
    say(
      `${prepared.sweep.name}, ${method} on ${problem}, seed ${seed}: ${same ? 'the same bytes' : 'NOT the same'}`,
    );
    return same;
  } finally {
    rmSync(scratch, { recursive: true });
  }
}

function resultIn(store: string, hash: string): Buffer {
  return readFileSync(join(store, hash, 'result.json'));
}
