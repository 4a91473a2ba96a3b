import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type ResolvedSweep, resolveSweep } from '@highorder/config';
import { tables } from '@highorder/results';
import { loadPlugins } from '@highorder/runtime';
import { beforeAll, describe, expect, test } from 'vitest';
import { prepareTable, workspace } from './prepare-table.ts';

test('every table has its sweep, and every sweep its table', () => {
  const files = readdirSync(join(workspace, 'configs/sweeps/paper'));
  expect(files.toSorted()).toEqual(tables.map(({ name }) => `${name}.yaml`).toSorted());
});

describe.each(tables)('$name', ({ name }) => {
  let sweep: ResolvedSweep;
  beforeAll(async () => {
    sweep = resolveSweep({
      sources: [`configs/sweeps/paper/${name}.yaml`],
      overrides: [],
      folder: workspace,
      searchPath: [join(workspace, 'configs')],
      registry: await loadPlugins(workspace),
    });
  });

  test('shows the metric of the scripts beside two that collapse does not flatter', () => {
    expect(sweep.settings.rows).toEqual(
      expect.arrayContaining(['mode-distance', 'w2-stratified', 'endpoint-error/median']),
    );
  });

  test('composes with few updates, too', async () => {
    const { prepared } = await prepareTable({ name, runs: join(workspace, 'runs/none'), quick: true });
    expect(prepared.plan?.jobs.length).toBeGreaterThan(0);
  });

  test('has ten seeds, and measures at one step and at a hundred or more', () => {
    expect(sweep.settings.seeds).toEqual({ count: 10, from: 0 });
    const steps = sweep.settings.steps ?? [];
    expect(Math.min(...steps)).toBe(1);
    expect(Math.max(...steps)).toBeGreaterThanOrEqual(100);
  });

  test('gives every method the same updates, rows, optimizer and learning rate', () => {
    const settings = sweep.methods.map((_, method) => {
      const { values } = sweep.compose({ problem: 0, method, seed: 0, changes: [] });
      const { steps, batch, optimizer, average } = Object(values)['training'];
      return JSON.stringify({ steps, batch, optimizer, average });
    });
    expect(new Set(settings).size).toBe(1);
  });
});
