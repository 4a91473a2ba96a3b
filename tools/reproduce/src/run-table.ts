import { makeAlone } from '@highorder/runtime';
import { jobCommands, runSweep, type SweepStatus } from '@highorder/sweep';
import { highorder } from './command.ts';
import { host, type PreparedTable, workspace } from './prepare-table.ts';

/** How a table is run. */
export interface RunTableOptions {
  /** Jobs side by side; as many as the launcher takes where absent. */
  readonly jobs: number | undefined;
  readonly signal: AbortSignal;
  /** Told how far it is, and what goes wrong. */
  readonly say: (text: string) => void;
}

/** Runs the jobs of a table that are missing. Those that `highorder sweep` has run are not run again, and the other way round. */
export async function runTable(
  { prepared, places }: PreparedTable,
  { jobs, signal, say }: RunTableOptions,
): Promise<SweepStatus> {
  const { sweep } = prepared;
  let said = 0;
  const status = await runSweep(prepared, {
    ...places,
    launcher: makeAlone('launcher', sweep.settings.launcher, host),
    parallel: jobs,
    commands: jobCommands(highorder),
    directory: workspace,
    signal,
    onChange: (board) => {
      const { done, failed, total } = board.counts();
      if (done + failed === said) return;
      said = done + failed;
      say(`${sweep.name}: ${done} of ${total} done${failed > 0 ? `, ${failed} failed` : ''}`);
    },
    onNote: say,
  });
  for (const { job, message, log } of status.failed) {
    const { problem, method, seed } = job.point;
    say(`${method} on ${problem}, seed ${seed}, failed: ${message} (${log})`);
  }
  return status;
}
