import { readFileSync } from 'node:fs';
import { compareMethods } from '@highorder/statistics';
import { describe, expect, test } from 'vitest';
import { commonSeeds } from '../common-seeds.ts';
import { notes } from '../notes.ts';
import type { StoredRow } from '../store/stored-table.ts';
import { storedFacts } from '../testing/stored.ts';
import { resultsPage } from './page.ts';
import { ratioFigure } from './ratio-figure.ts';
import { summaryTable, tallyTable } from './summary-table.ts';

/** Errors on seeds 0 to 4: `good` always 2 below the baseline, `same` 0.1 above and below it in turn. */
const errors = {
  shortcut: [10, 11, 9, 10, 10],
  good: [8.01, 8.99, 7.02, 7.98, 8],
  same: [10.1, 10.9, 9.1, 9.9, 10],
};

const rows: readonly StoredRow[] = Object.entries(errors).flatMap(([method, values]) =>
  values.map((value, seed) => ({
    ...{ problem: 'ring', method, seed, metric: 'w2', steps: 1, evaluations: 1, value },
    ...{ floor: 0.5, floorDeviation: 0.01, draws: 4, samples: 400, higherIsBetter: false },
  })),
);
const comparison = compareMethods(rows, { baseline: 'shortcut' });

test('the summary has means, half widths and verdicts', () => {
  // The baseline: mean 10, deviation 0.7071; Student's t of 4 degrees at 97.5 % is 2.776: 2.776 * 0.7071 / sqrt(5) = 0.878.
  expect(summaryTable(comparison, { metric: 'w2', steps: 1 }).split('\n')).toEqual([
    '| problem | floor | shortcut | good | same |',
    '| --- | ---: | ---: | ---: | ---: |',
    expect.stringMatching(/^\| ring \| 0\.5 \| 10 ± 0\.878 \| 8 ± 0\.8\d+ ▲ \| 10 ± 0\.\d+ · \|$/),
  ]);
});

test('verdicts are counted by steps', () => {
  expect(tallyTable(comparison, 'w2')).toContain('| 1 | 1 ▲ 0 ▼ 0 ≈ 0 · | 0 ▲ 0 ▼ 0 ≈ 1 · |');
});

test('only seeds that every problem and method has are common', () => {
  expect(commonSeeds(rows)).toEqual([0, 1, 2, 3, 4]);
  expect(commonSeeds(rows.filter(({ method, seed }) => method !== 'same' || seed !== 2))).toEqual([
    0, 1, 3, 4,
  ]);
  expect(commonSeeds([...rows, { ...rows[0], problem: 'other' } as (typeof rows)[number]])).toEqual([]);
});

test('the figure shows ratios to the baseline', () => {
  expect(JSON.stringify(ratioFigure('one-step', comparison, 'w2').specification)).toContain(
    '{"problem":"ring","method":"good","ratio":0.8}',
  );
});

describe('the page', () => {
  const pageOf = (jobs: number) =>
    resultsPage({
      oneStep: comparison,
      comparison,
      commonSeeds: [0, 1, 2, 3, 4],
      figures: [ratioFigure('one-step', comparison, 'w2')],
      tables: 'all of it',
      facts: {
        ...storedFacts,
        ...{ name: 'ring-sweep', asked: { jobs, problems: ['ring', 'line'] }, runs: 15, seconds: 600 },
      },
    });

  test('says what was run, on what, and how to do it again', () => {
    const page = pageOf(15);
    for (const part of [
      'npm run results -- ring-sweep',
      'All 15 runs',
      '5.0e+10 FLOPs',
      'over 2 comparisons',
      'good 7 to 9',
      '10 minutes',
    ]) {
      expect(page).toContain(part);
    }
    expect(page).toContain('](one-step-w2.svg)');
  });

  test('says plainly that it is not complete', () => {
    const page = pageOf(20);
    expect(page).toContain('**Not complete: 15 of 20 runs are done.** Nothing is known of line.');
    expect(page).toContain('every method has 5 seeds (0, 1, 2, 3, 4)');
  });
});

test.each(Object.entries(notes))(
  'README truth B, fairness: the page of %s says how fair it is',
  (name, note) => {
    const page = readFileSync(new URL(`../../../../docs/results/${name}.md`, import.meta.url), 'utf8');
    expect(page).toContain(note);
    // Its links lead somewhere.
    for (const [, file = '', heading = ''] of note.matchAll(/\]\(\.\.\/([\w-]+\.md)#([\w-]+)\)/g)) {
      const text = readFileSync(new URL(`../../../../docs/${file}`, import.meta.url), 'utf8');
      const headings = [...text.matchAll(/^#+ (.*)$/gm)].map(([, words = '']) =>
        words
          .toLowerCase()
          .replaceAll(/[^\w -]/g, '')
          .replaceAll(' ', '-'),
      );
      expect(headings).toContain(heading);
    }
  },
);
