import { compareMethods } from '@highorder/statistics';
import type { Table } from '../results/benchmark.ts';
import { baseline, drawTable, percent } from './synthetic-table.ts';

/** The margin that is stated, in the metric's units; and how far methods truly are from a perfect flow, in margins. */
const MARGIN = 0.2;
const gaps = [0, 0.5, 1, 1.5];
const evaluations = [0.02, 0.1, 0.3];

/** How often a method is called at the floor, or below it, where the truth is known. */
export function floorTable(tables: number): Table {
  return {
    title: 'At the floor',
    text:
      `In percent of ${tables} comparisons of one method on ten seeds: called \`at the floor\`, with a margin of ${MARGIN} / \`below the floor\`. A method that is a margin away or further must not be called ` +
      'at the floor in more than 5 %, and one that is not below its floor not be called below. Floors of four draws a seed. Standard error 1 of 5 %.',
    columns: ['true distance, in margins', ...evaluations.map((evaluation) => `evaluation ± ${evaluation}`)],
    rows: gaps.map((gap) => [
      String(gap),
      ...evaluations.map((evaluation) => {
        let [at, below] = [0, 0];
        for (let index = 0; index < tables; index++) {
          const levels = [1 + gap * MARGIN];
          const rows = drawTable({ levels, problems: 1, seeds: 10, evaluation, floor: 1, draws: 4, index });
          const [cell] = compareMethods(rows, { baseline, relevant: MARGIN }).cells;
          const statement = cell?.methods[0]?.floorStatement;
          at += Number(statement === 'at the floor');
          below += Number(statement === 'below the floor');
        }
        return `${percent(at, tables)} / ${percent(below, tables)}`;
      }),
    ]),
  };
}
