import { readFile, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { writeFakeRun } from './testing/fake-run.ts';
import { type WrittenReport, writeReport } from './write-report.ts';

// Drawing takes a second or so, and several on a busy machine.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const count = (text: string, part: string | RegExp) => text.split(part).length - 1;

/** How many marks of a kind a drawing holds: symbols lie in groups of their own. */
function symbols(svg: string, fill: string): number {
  const groups = svg.match(/<g class="mark-symbol role-mark[^"]*"[^>]*>.*?<\/g>/gs) ?? [];
  return groups.reduce((sum, group) => sum + count(group, `fill="${fill}"`), 0);
}

describe('the report of a run', () => {
  let folder = '';
  let html = '';
  let written: WrittenReport = { report: '', figures: [], warnings: [] };
  const figure = (name: string) => readFile(join(folder, 'figures', name), 'utf8');

  beforeAll(async () => {
    folder = await writeFakeRun({
      experiment: '<b>eight & co</b>',
      count: 400,
      manifest: {
        warnings: ['The term "x" <script>alert(1)</script> is idle.'],
        citations: ['@misc{a,\n  url = {https://example.org}\n}'],
      },
    });
    written = await writeReport(folder);
    html = await readFile(written.report, 'utf8');
  });

  test('says which files it wrote: four figures in two formats', async () => {
    const { report, figures } = written;
    expect(report).toBe(join(folder, 'report.html'));
    expect(figures.map((path) => basename(path)).sort()).toEqual(
      ['losses', 'metrics', 'samples', 'trajectories'].flatMap((name) => [`${name}.png`, `${name}.svg`]),
    );
    for (const path of figures) expect((await stat(path)).size).toBeGreaterThan(2000);
    const png = await readFile(join(folder, 'figures', 'samples.png'));
    expect(png.subarray(1, 4).toString()).toBe('PNG');
    const svg = await figure('samples.svg');
    expect(png.readUInt32BE(16)).toBe(2 * Number(/ width="(\d+)/.exec(svg)?.[1]));
  });

  test('draws every point of samples that are few, in two panels with a legend', async () => {
    const svg = await figure('samples.svg');
    expect(symbols(svg, '#B4B4B4')).toBe(800);
    expect(symbols(svg, '#0072B2')).toBe(800);
    for (const label of ['1 step', '16 steps', '400 points', 'source', 'target', 'generated', 'x', 'y']) {
      expect(svg).toContain(`>${label}</text>`);
    }
  });

  test('draws each path once, from a source point to a generated point', async () => {
    const svg = await figure('trajectories.svg');
    expect([symbols(svg, '#E69F00'), symbols(svg, '#0072B2')]).toEqual([100, 100]);
    const lines = svg.match(/<path d="M[^"]*" stroke="rgb[^>]*>/g) ?? [];
    expect(lines.length).toBe(12);
    // Every line has one piece a path: as many beginnings.
    expect(lines.map((line) => count(line, 'M'))).toEqual(lines.map(() => 100));
  });

  test('draws a faint and a strong line for each loss term and the gradient', async () => {
    const svg = await figure('losses.svg');
    for (const label of [
      'matching-1',
      'matching-2',
      'self-consistency',
      'weighted loss',
      'gradient norm',
      'step',
    ]) {
      expect(svg).toContain(`>${label}</text>`);
    }
    expect(count(svg, /<g class="mark-line role-mark [^"]*marks"/)).toBe(8);
  });

  test('draws a panel, a band and a line for each metric', async () => {
    const svg = await figure('metrics.svg');
    for (const metric of ['w2', 'w2-stratified', 'sliced-w2', 'energy-distance', 'mode-distance']) {
      expect(svg).toContain(`>${metric}</text>`);
    }
    expect(count(svg, 'class="mark-area role-mark')).toBe(5);
    expect(symbols(svg, '#0072B2') + symbols(svg, '#FFFFFF')).toBe(30);
  });

  test('is one page that needs nothing else', () => {
    const withoutCitations = html.replace('url = {https://example.org}', '');
    expect(withoutCitations).not.toMatch(/https?:/);
    expect(html).not.toMatch(/<(script|link|img|iframe|object)\b/);
    expect(html).not.toMatch(/\bsrc=|@import|url\((?!#)/);
    expect(count(html, '<svg role="img" aria-label="')).toBe(4);
  });

  test('gives every id once and refers to no other', () => {
    const ids = [...html.matchAll(/ id="([^"]*)"/g)].map((match) => match[1]);
    expect(new Set(ids).size).toBe(ids.length);
    for (const [, id] of html.matchAll(/(?:url\(#|aria-labelledby=")([^)"]*)/g)) expect(ids).toContain(id);
  });

  test('escapes what the run says', () => {
    expect(html).toContain('<h1>&lt;b&gt;eight &amp; co&lt;/b&gt;</h1>');
    expect(html).toContain('The term &quot;x&quot; &lt;script&gt;alert(1)&lt;/script&gt; is idle.');
    expect(html).not.toContain('<b>');
  });

  test('holds the facts, the evaluation, the configuration with origins, citations and provenance', () => {
    for (const text of [
      '96.9 steps/s',
      'taylor, order 2',
      'eight-modes (gaussian-ring)',
      '21\u202f604',
      '0.000977 × matching-2',
    ]) {
      expect(html).toContain(text);
    }
    expect(html).toContain('<th scope="row">w2-stratified</th>');
    expect(html).toMatch(/<td class="unresolved">0\.\d+<br><span class="range">not resolved<\/span><\/td>/);
    expect(html).toMatch(/<td class="resolved">2\.\d+<br><span class="range">\+\d+<\/span><\/td>/);
    expect(html).not.toMatch(/✓|as good/);
    expect(html).toContain('0.240 ± 0.0288');
    expect(html).toContain('<td class="mono">[100, 100]</td><td>configs/methods/homo-2.yaml:3:38</td>');
    expect(html).toContain('<tr class="default"><th scope="row" class="mono">heads.0.activation</th>');
    expect(html).toContain('data:\n  source: { use: gaussian-ring');
    expect(html).toContain('@misc{a,');
    expect(html).toContain('a005e7b3c1d2e4f5a6b7c8d9e0f1a2b3c4d5e6f7');
  });
});

test('a run that stopped before its evaluation has a report of what there is', async () => {
  const folder = await writeFakeRun({ count: 10, status: 'failed' });
  await rm(join(folder, 'samples'), { recursive: true });
  await rm(join(folder, 'evaluation.json'));
  const { report, figures } = await writeReport(folder);
  expect(figures.map((path) => basename(path))).toEqual(['losses.svg', 'losses.png']);
  const html = await readFile(report, 'utf8');
  expect(html).toContain('<span class="badge failed">failed</span>');
  expect(html).toContain('This run was not evaluated.');
  expect(dirname(report)).toBe(folder);
});

test('in one dimension samples are histograms and paths go along time', async () => {
  const folder = await writeFakeRun({ count: 200, dimension: 1 });
  const { figures } = await writeReport(folder);
  const [samples = '', trajectories = ''] = await Promise.all(
    ['samples', 'trajectories'].map((name) => readFile(join(folder, 'figures', `${name}.svg`), 'utf8')),
  );
  expect(samples).toContain('>density</text>');
  expect(count(samples, 'class="mark-area role-mark')).toBe(2);
  expect(trajectories).toContain('>time t</text>');
  expect(figures.length).toBe(8);
});

test('in three dimensions the first two coordinates are drawn and the caption says so', async () => {
  const { report } = await writeReport(await writeFakeRun({ count: 20, dimension: 3 }));
  const html = await readFile(report, 'utf8');
  expect(count(html, 'The points have 3 coordinates; the first two are drawn.')).toBe(2);
  expect(html).toContain('>x₁</text>');
});
