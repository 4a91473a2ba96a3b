import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { differences } from './html/differences.ts';
import { readRun } from './run/run.ts';
import { writeFakeRun } from './testing/fake-run.ts';
import { nameRuns, writeComparison } from './write-comparison.ts';

vi.setConfig({ testTimeout: 60_000 });

const fakes = [
  { experiment: 'homo-2', seed: 1, count: 10 },
  { experiment: '<b>shortcut</b>', seed: 2, count: 10 },
];

test('several runs make one page and one figure', async () => {
  const into = join(await mkdtemp(join(tmpdir(), 'highorder-comparison-')), 'new');
  const { report, figures } = await writeComparison(await Promise.all(fakes.map(writeFakeRun)), into);
  expect(report).toBe(join(into, 'comparison.html'));
  expect(figures).toEqual(['metrics.svg', 'metrics.png'].map((name) => join(into, 'figures', name)));
  const svg = await readFile(join(into, 'figures', 'metrics.svg'), 'utf8');
  expect(svg).toContain('>homo-2</text>');
  expect(svg).toContain('>&lt;b&gt;shortcut&lt;/b&gt;</text>');
  // Both runs have the same floor, which is drawn once a metric.
  expect(svg.split('class="mark-area role-mark').length - 1).toBe(5);
  const html = await readFile(report, 'utf8');
  expect(html).toContain('<th scope="row">&lt;b&gt;shortcut&lt;/b&gt;</th>');
  expect(html).not.toContain('<b>');
  expect(html.split('<table class="numbers">').length - 1).toBe(5);
  expect(html).toContain(
    '<tr><th scope="row" class="mono">seed</th><td class="mono">1</td><td class="mono">2</td></tr>',
  );
});

test('runs go by the shortest name that tells them apart', async () => {
  const run = await readRun(await writeFakeRun({ count: 10 }));
  const like = (manifest: object) => ({ ...run, manifest: { ...run.manifest, ...manifest } });
  const names = (...runs: (typeof run)[]) => nameRuns(runs).map(({ name }) => name);
  expect(names(run, like({ experiment: 'spiral' }))).toEqual(['eight-modes', 'spiral']);
  expect(names(run, like({ seed: 2 }))).toEqual(['eight-modes, seed 1', 'eight-modes, seed 2']);
  expect(names(run, like({ id: 'b' }))[1]).toBe('eight-modes/b');
  expect(names(run, run)[1]).toBe(`2: eight-modes/${run.manifest.id}`);
});

test('what differs is found by path', async () => {
  const run = await readRun(await writeFakeRun({ count: 10 }));
  const other = { ...run, sources: run.sources.filter(({ path }) => path !== 'heads.0.hidden') };
  expect(
    differences([
      { name: 'a', run },
      { name: 'b', run: other },
    ]),
  ).toEqual([{ path: 'heads.0.hidden', values: ['[100, 100]', '–'] }]);
});

test('there must be something to compare', async () => {
  await expect(writeComparison([], '/tmp')).rejects.toThrow(
    'There is no run to compare.\n  Way out: name the folders of two runs or more.',
  );
});
