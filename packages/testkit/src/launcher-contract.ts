import { tmpdir } from 'node:os';
import type { Launcher } from '@highorder/core';
import { describe, test } from 'vitest';
import { type ComponentMaker, type ContractSetup, ensure, suiteTitle } from './contract-setup.ts';
import {
  checkEveryJob,
  checkFailures,
  checkNothing,
  checkParallel,
  checkStopping,
} from './launcher-checks.ts';

/** How the contract of a launcher is run. */
export interface LauncherSetup<Options, Given> extends ContractSetup<Options, Given> {
  /** A folder for jobs that every machine of the launcher sees; by default that for temporary files. */
  readonly place?: string;
  /** Milliseconds that one check may take. */
  readonly timeout?: number;
}

/** What every launcher must hold, as a suite: it runs small programs of Node. */
export function launcherContract<Options, Given>(
  plugin: ComponentMaker<Launcher, Options, Given>,
  { options, services, place = tmpdir(), timeout = 60_000 }: LauncherSetup<Options, Given> = {},
): void {
  describe(suiteTitle('launcher', plugin.name, options), { timeout }, () => {
    const launcher = plugin.make(options, services);
    const checked = { launcher, place };
    test('says how many jobs run side by side', () =>
      ensure(
        Number.isSafeInteger(launcher.parallel) && launcher.parallel >= 1,
        'At least one job must run.',
      ));
    test('runs every job once, as it is', () => checkEveryJob(checked));
    test('runs as many side by side as it may', () => checkParallel(checked));
    test('goes on after failures, and tells them', () => checkFailures(checked));
    test('ends at the signal', () => checkStopping(checked));
    test('begins nothing where there is nothing to begin', () => checkNothing(checked));
  });
}
