import type { MethodComparison } from '@highorder/statistics';
import { plainTable } from '../plain-table.ts';
import { estimateText } from './format-estimate.ts';
import { type MethodBlock, methodBlocks, type MethodLine, verdictText } from './method-blocks.ts';
import { methodNotes, tallyLines } from './method-notes.ts';

/** See `methodComparisonText` of the package. */
export function methodText(comparison: MethodComparison): string {
  const blocks = methodBlocks(comparison);
  if (blocks.length === 0) return 'There is no result to compare.';
  return [
    ...blocks.map(blockText),
    methodNotes(comparison, blocks).join('\n'),
    tallyLines(comparison).join('\n'),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

function blockText(block: MethodBlock): string {
  const columns = textColumns(block);
  const table = plainTable({
    head: columns.map(({ head }) => head),
    aligned: columns.map(({ align }) => align),
    rows: block.rows.map((row, index) => columns.map(({ cell }) => cell(row, block.rows[index - 1]))),
  });
  const floor = block.floor === undefined ? '' : `; floor ${block.floor}`;
  return `${block.problem}, ${block.metric} (${block.direction}${floor})\n${table}`;
}

interface Column {
  readonly head: string;
  readonly align: 'left' | 'right';
  cell(row: MethodLine, above: MethodLine | undefined): string;
}

function textColumns({ floor }: MethodBlock): readonly Column[] {
  return [
    // A number of steps stands once, beside the first of its rows.
    {
      head: 'steps',
      align: 'right',
      cell: (row, above) => (row.steps === above?.steps ? '' : String(row.steps)),
    },
    { head: 'method', align: 'left', cell: ({ method }) => method },
    { head: 'seeds', align: 'right', cell: ({ seeds }) => seeds },
    {
      head: 'mean [ ]',
      align: 'left',
      cell: ({ mean }) => estimateText(mean),
    },
    { head: 'median', align: 'right', cell: ({ median }) => median.center },
    ...(floor === undefined
      ? [{ head: 'floor', align: 'right', cell: (row: MethodLine) => row.floor } as const]
      : []),
    { head: 'difference [ ]', align: 'left', cell: ({ difference }) => estimateText(difference) },
    { head: 'wins', align: 'right', cell: ({ wins }) => wins },
    { head: 'p', align: 'right', cell: ({ p }) => p },
    { head: 'g', align: 'right', cell: ({ effect }) => effect },
    { head: 'verdict', align: 'left', cell: verdictText },
  ];
}
