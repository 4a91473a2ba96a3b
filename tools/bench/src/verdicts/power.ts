import { bandVerdict, compareMethods } from '@highorder/statistics';
import type { Table } from '../results/benchmark.ts';
import { baseline, drawTable, percent } from './synthetic-table.ts';

const differences = [0.05, 0.1, 0.2, 0.4];
/** Deviation of one evaluation: many samples, few samples. */
const evaluations = [0.02, 0.1];
const seedCounts = [10, 16];
const COMPARISONS = 9;

/** How often a true difference is seen, by the rule that came before and by the test. */
export function powerTable(tables: number): Table {
  return {
    title: 'Power',
    text:
      `In percent of the ${COMPARISONS} true differences of ${tables} tables: called \`worse\` by the rule before / by the test, after the same correction. The rule before asks for two ` +
      'deviations of one draw of the floor besides, so that no number of seeds helps it. Standard error at most 1.7.',
    columns: [
      'true difference',
      ...evaluations.flatMap((evaluation) =>
        seedCounts.map((seeds) => `evaluation ± ${evaluation}, ${seeds} seeds`),
      ),
    ],
    rows: differences.map((difference) => [
      String(difference),
      ...evaluations.flatMap((evaluation) =>
        seedCounts.map((seeds) => powerText({ difference, evaluation, seeds, tables })),
      ),
    ]),
  };
}

interface PowerQuestion {
  readonly difference: number;
  readonly evaluation: number;
  readonly seeds: number;
  readonly tables: number;
}

function powerText({ difference, evaluation, seeds, tables }: PowerQuestion): string {
  let [before, now] = [0, 0];
  for (let index = 0; index < tables; index++) {
    const table = {
      levels: [2, 2 + difference],
      problems: COMPARISONS,
      seeds,
      evaluation,
      floor: 1,
      draws: 4,
      index,
    };
    const comparison = compareMethods(drawTable(table), { baseline });
    for (const cell of comparison.cells) {
      for (const method of cell.methods) {
        before += Number(bandVerdict(comparison, cell, method) === 'worse');
        now += Number(method.contrast?.verdict === 'worse');
      }
    }
  }
  const all = tables * COMPARISONS;
  return `${percent(before, all)} / ${percent(now, all)}`;
}
