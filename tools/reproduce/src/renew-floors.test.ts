import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadPlugins } from '@highorder/runtime';
import { expect, onTestFinished, test } from 'vitest';
import { renewFloors } from './renew-floors.ts';

const config = (path: string) => `
data:
  source: { use: gaussian, mean: [0, 0], variance: 0.01 }
  target: { use: gaussian, mean: [30, -40], variance: 100 }
interpolant: { use: ${path} }
heads: [{ use: mlp, order: 1, hidden: [8] }]
losses: [{ use: matching, order: 1 }]
evaluation: { steps: [1, 100], samples: 60, draws: 2, metrics: [{ use: w2-stratified, points: 60 }, { use: mode-distance }] }
`;

/** Two stored jobs of a sweep, with floors from the source as they were: far from the target on vp-ode. */
function stored(): string {
  const runs = mkdtempSync(join(tmpdir(), 'highorder-floors-'));
  onTestFinished(() => rmSync(runs, { recursive: true }));
  const rows = ['w2-stratified', 'mode-distance'].flatMap((metric) =>
    [1, 100].map((steps) => ({ metric, steps, value: 7.5, floor: 33, floorDeviation: 1 })),
  );
  for (const path of ['vp-ode', 'ot']) {
    const folder = join(runs, 'jobs', path);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'config.yaml'), config(path));
    for (const name of ['result.json', 'evaluation.json']) {
      writeFileSync(join(folder, name), JSON.stringify({ format: 1, rows }));
    }
  }
  mkdirSync(join(runs, 'sweeps', 'paths'), { recursive: true });
  const lines = ['vp-ode', 'ot'].flatMap((job) =>
    rows.map(({ metric, steps, value, floor, floorDeviation }) =>
      ['wide', 'a', 0, metric, steps, steps, value, floor, floorDeviation, job].join(','),
    ),
  );
  const head = 'problem,method,seed,metric,steps,evaluations,value,floor,floorDeviation,job';
  writeFileSync(join(runs, 'sweeps', 'paths', 'results.csv'), `${[head, ...lines].join('\n')}\n`);
  return runs;
}

test('truth C: stored floors of a path that does not begin at its source are computed anew, and nothing else', async () => {
  const runs = stored();
  const read = (...names: readonly string[]) => readFileSync(join(runs, ...names), 'utf8');
  const before = read('jobs', 'ot', 'result.json');
  expect(await renewFloors({ runs, registry: await loadPlugins(runs), say: () => undefined })).toBe(1);
  expect(read('jobs', 'ot', 'result.json')).toBe(before);
  const table = read('sweeps', 'paths', 'results.csv').trim().split('\n').slice(1);
  const floors = table.map((line) => Number(line.split(',')[7]));
  expect(table.map((line) => line.split(',')[6])).toEqual(new Array(8).fill('7.5'));
  // From the path's own start the exact flow makes the target: some 2 for 60 points of deviation 10, far from 33.
  for (const floor of floors.slice(0, 2)) {
    expect(floor).toBeGreaterThan(0);
    expect(floor).toBeLessThan(8);
  }
  expect(floors.slice(2)).toEqual(new Array(6).fill(33));
  for (const name of ['result.json', 'evaluation.json']) {
    const { format, rows } = JSON.parse(read('jobs', 'vp-ode', name));
    expect(format).toBe(1);
    expect(rows.map(({ floor, value }: { floor: number; value: number }) => [floor, value])).toEqual([
      [floors[0], 7.5],
      [floors[0], 7.5],
      [33, 7.5],
      [33, 7.5],
    ]);
  }
});
