import { describe, expect, test } from 'vitest';
import type { Contestant } from './contestants/contestant.ts';
import { compete } from './measure/compete.ts';
import { interleave } from './measure/interleave.ts';
import { ratioOf, spreadOf } from './measure/summary.ts';
import { parseRequest } from './request.ts';
import { resultsPage } from './results/markdown.ts';
import { digits } from './results/numbers.ts';
import { openStep } from './works/step.ts';

describe('measuring', () => {
  test('contestants take turns, and each turn is as long as asked', async () => {
    const turns: string[] = [];
    const fake = (name: string, each: number) => ({
      name,
      version: '1',
      ask: (count: number) => {
        turns.push(`${name} ${count}`);
        return Promise.resolve({ seconds: count * each, cpuSeconds: (count * each) / 2, peakMiB: 10 });
      },
      close: () => Promise.resolve(),
    });
    const [quick, slow] = await interleave([fake('quick', 0.01), fake('slow', 0.1)], {
      rounds: 3,
      seconds: 1,
    });
    const round = ['quick 20', 'quick 100', 'slow 2', 'slow 10'];
    // A first try of two, a turn to warm up, and then rounds in which a fifth of each turn comes before the clock.
    expect(turns).toEqual(['quick 2', 'quick 100', 'slow 2', 'slow 10', ...round, ...round, ...round]);
    expect(quick?.milliseconds).toHaveLength(3);
    expect(spreadOf(slow?.milliseconds ?? []).median).toBeCloseTo(100);
  });

  test('a process answers over lines, and one that fails says why', async () => {
    const answering = `
      console.log(JSON.stringify({ ready: { version: '7' } }));
      require('readline').createInterface({ input: process.stdin }).on('line', (line) => {
        const { count } = JSON.parse(line);
        console.log(JSON.stringify({ seconds: count / 100, cpuSeconds: count / 200, peakMiB: Number(process.env.GIVEN) }));
      });`;
    const script = (name: string, text: string): Contestant => ({
      name,
      program: process.execPath,
      words: ['-e', text],
      environment: { GIVEN: '12', HOME: undefined },
    });
    const { measured, missing } = await compete(
      [
        script('works', answering),
        script('says why', `console.log('{"unavailable": "no library"}')`),
        script('breaks', 'throw new Error("broken")'),
        { name: 'absent', program: '/no/such/program', words: [], environment: {} },
      ],
      { rounds: 2, seconds: 0.1 },
    );
    expect(measured).toEqual([
      { name: 'works', version: '7', milliseconds: [10, 10], cpuMilliseconds: [5, 5], peakMiB: 12 },
    ]);
    expect(missing.map(({ name }) => name)).toEqual(['says why', 'breaks', 'absent']);
    expect(missing[0]?.reason).toBe('no library');
    expect(missing[1]?.reason).toContain('Node.js');
    expect(missing[2]?.reason).toBe('it does not start');
  });

  test('medians and ratios', () => {
    expect(spreadOf([3, 1, 2])).toEqual({ median: 2, least: 1, most: 3 });
    expect(spreadOf([4, 1, 2, 3]).median).toBe(2.5);
    // A slow spell that hits both leaves the ratio as it is.
    expect(ratioOf([2, 20, 2], [1, 10, 1])).toEqual({ median: 2, least: 2, most: 2 });
  });
});

describe('asking and telling', () => {
  test('options are read, and a wrong one is refused', () => {
    const request = parseRequest(['--sizes', '256x64,8x4', '--threads', '1', '--only', 'JAX']);
    expect(request).toMatchObject({
      sizes: [
        { rows: 256, hidden: 64 },
        { rows: 8, hidden: 4 },
      ],
      threads: [1],
    });
    expect([request.takesPart('JAX jit'), request.takesPart('onnx')]).toEqual([true, false]);
    expect(() => parseRequest(['--rounds', 'many'])).toThrow('--rounds: "many" is not a positive number.');
  });

  test('results are a page with the command that made them', () => {
    const page = resultsPage(
      {
        title: 'Speed',
        text: 'How fast.',
        tables: [{ title: 'Times', text: '', columns: ['', 'ms'], rows: [['onnx', digits(1.23456)]] }],
        figures: [],
        notes: ['Mind the gap.'],
      },
      { command: 'npm run bench -- step', machine: 'a machine', date: '2026-01-02' },
    );
    expect(page).toContain(
      '# Speed\n\nHow fast.\n\nMeasured on 2026-01-02 by `npm run bench -- step` on a machine.',
    );
    expect(page).toContain('|  | ms |\n| --- | ---: |\n| onnx | 1.23 |');
    expect(page).toContain('- Mind the gap.');
    expect(digits(12345)).toBe('12,300');
  });
});

test('the step of a Transformer head runs, and its work can be repeated', async () => {
  const work = await openStep({
    work: 'step',
    threads: 1,
    sources: ['problems/circle', 'methods/flow-matching'],
    overrides: [
      'heads=[{use: bench-transformer, order: 1, width: 8, blocks: 1, heads: 2}]',
      'training.batch=8',
    ],
    engine: { use: 'eager', backend: 'cpu' },
  });
  expect(work.version).toMatch(/^cpu .*1 thread$/);
  await work.run(2);
});
