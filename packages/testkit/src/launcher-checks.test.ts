import { spawn } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Launcher, LaunchJob, LaunchRequest } from '@highorder/core';
import { describe, expect, test } from 'vitest';
import {
  checkEveryJob,
  checkFailures,
  type CheckedLauncher,
  checkNothing,
  checkParallel,
  checkStopping,
} from './launcher-checks.ts';

/** What a wrong launcher does otherwise. */
interface Faults {
  /** How many it runs side by side, whatever is asked. */
  readonly atOnce?: number;
  readonly backwards?: boolean;
  readonly twice?: boolean;
  readonly elsewhere?: boolean;
  readonly bare?: boolean;
  readonly silent?: boolean;
  readonly stopsAtFailure?: boolean;
  readonly vague?: boolean;
  readonly final?: boolean;
  readonly deaf?: boolean;
  readonly tellsStopped?: boolean;
}

/** Runs the command of one job after the other, in as many lines as may run side by side. */
function launcherWith(faults: Faults = {}): CheckedLauncher {
  const launcher: Launcher = {
    parallel: 1,
    async launch(request) {
      const jobs = faults.backwards ? request.jobs.toReversed() : [...request.jobs];
      if (faults.twice) jobs.push(...request.jobs.slice(0, 1));
      const line = async () => {
        for (let job = jobs.shift(); job !== undefined; job = jobs.shift()) {
          if (request.signal.aborted && !faults.deaf) return;
          const failed = await runJob(request, job, faults);
          if (failed && faults.stopsAtFailure) jobs.length = 0;
        }
      };
      await Promise.all(Array.from({ length: faults.atOnce ?? request.parallel }, line));
    },
  };
  return { launcher, place: join(tmpdir(), 'highorder-launchers') };
}

/** One process to its end; says whether it failed. */
function runJob(request: LaunchRequest, job: LaunchJob, faults: Faults): Promise<boolean> {
  const [program = '', ...given] = job.command;
  const { directory, signal, onEnd } = request;
  const child = spawn(program, given, {
    cwd: faults.elsewhere ? tmpdir() : directory,
    env: faults.bare ? {} : process.env,
    stdio: 'ignore',
  });
  const stop = () => child.kill('SIGTERM');
  signal.addEventListener('abort', stop);
  return new Promise((resolve) => {
    child.on('exit', (code, by) => {
      signal.removeEventListener('abort', stop);
      const isTold = faults.tellsStopped || !signal.aborted;
      const trouble = by === null || faults.vague ? undefined : `The process was ended by ${by}.`;
      const end = trouble === undefined ? { job } : { job, trouble, killed: !faults.final };
      if (isTold && !faults.silent) onEnd(end);
      resolve(code !== 0);
    });
  });
}

const checks = [checkEveryJob, checkParallel, checkFailures, checkStopping, checkNothing];

// They start processes, on a machine that may be busy.
describe('checks of launchers', { timeout: 120_000 }, () => {
  test.each(checks)('%o passes a sound one', async (check) => {
    await check(launcherWith());
  });

  const wrong: readonly [string, Faults, (checked: CheckedLauncher) => Promise<void>, RegExp][] = [
    ['runs a job twice', { twice: true }, checkEveryJob, /^job-0 ran 2 times\.$/],
    ['runs them elsewhere', { elsewhere: true }, checkEveryJob, /^job-0 ran in /],
    ['leaves the environment out', { bare: true }, checkEveryJob, /^job-0 was not given the environment\.$/],
    ['does not tell the end', { silent: true }, checkEveryJob, /^5 jobs ended, and 0 ends were told\.$/],
    ['runs all at once', { atOnce: 4 }, checkParallel, /^Two may run side by side, and [34] did\.$/],
    ['begins with the last', { backwards: true }, checkParallel, /^Jobs did not begin in their order\.$/],
    ['stops at a failure', { stopsAtFailure: true }, checkFailures, /ends were told\.$/],
    [
      'does not say why',
      { vague: true },
      checkFailures,
      /^Nothing tells why a process was killed: undefined$/,
    ],
    [
      'does not tell that a process was killed',
      { final: true },
      checkFailures,
      /^A process was killed, and nothing tells that its job may be tried again\.$/,
    ],
    ['begins after the signal', { deaf: true }, checkNothing, /^A job began after the signal\.$/],
    [
      'tells ends by the signal',
      { tellsStopped: true },
      checkStopping,
      /was told, which the signal ended\.$/,
    ],
  ];
  const refuse = async (...[, faults, check, message]: (typeof wrong)[number]) => {
    await expect(check(launcherWith(faults))).rejects.toThrow(message);
  };
  // These set a variable of this process, so that they run one after the other; the others mostly sleep.
  const inTurn = wrong.filter(([, , check]) => check === checkEveryJob);
  test.each(inTurn)('refuse one that %s', refuse);
  test.concurrent.each(wrong.filter((one) => !inTurn.includes(one)))('refuse one that %s', refuse);
});
