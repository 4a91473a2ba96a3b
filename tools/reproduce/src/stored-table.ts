import { join } from 'node:path';
import { required } from '@highorder/core';
import { readRunFacts, type StoredTable, usualMargin } from '@highorder/results';
import type { SweepStatus } from '@highorder/sweep';
import type { PreparedTable } from './prepare-table.ts';

/** What is known of a table so far, to be kept: its values, and where they come from. */
export function storedTable(
  { prepared: { sweep, plan }, places: { store } }: PreparedTable,
  { outcomes, failed }: SweepStatus,
): StoredTable {
  const { jobs, baseline } = required(
    plan,
    'Tables of the paper tune nothing, so that their jobs are known.',
  );
  const facts = readRunFacts(
    jobs.map(({ hash, point: { problem, method } }) => ({ problem, method, folder: join(store, hash) })),
  );
  const { relevant, budget } = sweep.settings;
  return {
    rows: outcomes,
    facts: {
      ...{ format: 1, name: sweep.name, baseline, ...facts },
      relevant: typeof relevant === 'string' ? relevant : usualMargin,
      asked: { jobs: jobs.length, problems: [...new Set(jobs.map(({ point }) => point.problem))] },
      failed: failed.map(({ job: { point }, message }) => {
        const { problem, method, seed } = point;
        return { problem, method, seed, message: message.split('\n')[0] ?? '' };
      }),
      flops: budget?.flops ?? null,
      costs: null,
    },
  };
}
