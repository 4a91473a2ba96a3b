import { oneLine } from '@highorder/core';
import type { MethodComparison } from '@highorder/statistics';
import { estimateText } from './format-estimate.ts';
import { type MethodBlock, methodBlocks, type MethodLine, verdictText } from './method-blocks.ts';
import { methodNotes, tallyLines } from './method-notes.ts';

/** See `methodComparisonMarkdown` of the package. */
export function methodMarkdown(comparison: MethodComparison): string {
  const blocks = methodBlocks(comparison);
  if (blocks.length === 0) return 'There is no result to compare.\n';
  const notes = [...tallyLines(comparison), ...methodNotes(comparison, blocks)];
  return `${[...blocks.map(blockMarkdown), notes.map((note) => `- ${escaped(note)}`).join('\n')].join('\n\n')}\n`;
}

function blockMarkdown(block: MethodBlock): string {
  const own = block.floor === undefined;
  const head = [
    ...['steps', 'method', 'seeds', 'mean', 'median', ...(own ? ['floor'] : [])],
    ...['difference', 'wins', 'p', 'g', 'verdict'],
  ];
  const rule = head.map((name) => (name === 'method' || name === 'verdict' ? '---' : '---:'));
  const rows = block.rows.map((row) => cellsOf(row, own).map(escaped));
  const title = escaped(`${block.problem}, ${block.metric}`);
  const floor = own ? '' : `; floor ${block.floor}`;
  return [
    `**${title}** (${block.direction}${floor})`,
    '',
    ...[head, rule, ...rows].map((cells) => `| ${cells.join(' | ')} |`),
  ].join('\n');
}

function cellsOf(row: MethodLine, own: boolean): readonly string[] {
  return [
    String(row.steps),
    row.method,
    row.seeds,
    estimateText(row.mean),
    estimateText(row.median),
    ...(own ? [row.floor] : []),
    estimateText(row.difference),
    row.wins,
    row.p,
    row.effect,
    verdictText(row),
  ];
}

/** Characters that Markdown would take for marks, and what would break a row. */
function escaped(text: string): string {
  return oneLine(text).replace(/[\\`*_[\]<>|]/g, '\\$&');
}
