import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { resolveSweep } from '@highorder/config';
import type { Launcher } from '@highorder/core';
import { loadPlugins } from '@highorder/runtime';
import { onTestFinished } from 'vitest';
import { codeVersions } from '../code/code-version.ts';
import { type JobRunner, runJob } from '../job/run-job.ts';
import { openPaceBook } from '../budget/pace.ts';
import {
  type PreparedSweep,
  prepareSweep,
  type RunSweepOptions,
  runSweep,
  type SweepStatus,
} from '../run/run-sweep.ts';

/** Two methods on one problem that train in a blink on plain JavaScript. */
const SMALL = `
name: small
problems:
  - name: rings
    data:
      source: { use: gaussian, mean: [0, 0], variance: 1 }
      target: { use: gaussian-ring, modes: 3, radius: 4, variance: 0.1 }
methods:
  - name: narrow
    heads: [{ use: mlp, order: 1, hidden: [4], sees: [x, t] }]
    losses: [{ use: matching, order: 1 }]
  - name: wide
    heads: [{ use: mlp, order: 1, hidden: [8], sees: [x, t] }]
    losses: [{ use: matching, order: 1 }]
seeds: [0, 1]
experiment:
  engine: { use: eager, backend: cpu }
  training: { steps: 12, batch: 16, log: 1, checkpoint: 5 }
  evaluation: { samples: 40, draws: 2 }
metrics: [energy-distance]
steps: [1, 2]
`;

/** A folder with a small sweep in it, gone after the test. */
export interface SmallSweep {
  readonly folder: string;
  readonly runner: JobRunner;
  /** What planning said of its progress, `done of total`. */
  readonly planned: readonly string[];
  /** Plans the sweep with changes of the command line. */
  plan(...overrides: readonly string[]): Promise<PreparedSweep>;
  /** Runs a plan with a launcher that works in this process, and notes the hashes of the jobs that it was given. */
  run(plan: PreparedSweep, change?: Partial<RunSweepOptions>): Promise<SmallRun>;
}

/** What came of a run. */
export interface SmallRun {
  readonly status: SweepStatus;
  /** The hashes of the jobs that were launched, in order. */
  readonly launched: readonly string[];
}

/** Makes the folder. */
export async function smallSweep(): Promise<SmallSweep> {
  const folder = mkdtempSync(join(tmpdir(), 'highorder-sweep-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, 'small.yaml'), SMALL);
  const registry = await loadPlugins(folder);
  const versions = codeVersions(registry);
  const runner: JobRunner = { registry, versions, directory: folder, version: '0.0.0' };
  const planned: string[] = [];
  return {
    folder,
    runner,
    planned,
    plan(...overrides) {
      const sweep = resolveSweep({ sources: ['small.yaml'], overrides, folder, searchPath: [], registry });
      return prepareSweep(sweep, {
        directory: folder,
        versions,
        paces: openPaceBook(join(folder, 'paces.json')),
        onPlanned: (done, total) => planned.push(`${done} of ${total}`),
      });
    },
    async run(plan, change = {}) {
      const launched: string[] = [];
      const status = await runSweep(plan, {
        store: join(folder, 'jobs'),
        folder: join(folder, 'sweeps', plan.sweep.name),
        launcher: launcherHere(runner, launched),
        commands: { run: (path) => ['highorder', 'job', path], serve: [] },
        directory: folder,
        signal: new AbortController().signal,
        ...change,
      });
      return { status, launched };
    },
  };
}

/** Runs jobs one after the other in this process. */
export function launcherHere(runner: JobRunner, launched: string[]): Launcher {
  return {
    parallel: 1,
    async launch({ jobs, signal, onEnd }) {
      for (const job of jobs) {
        if (signal.aborted) return;
        launched.push(job.name);
        await runJob(job.folder, runner);
        onEnd({ job });
      }
    },
  };
}
