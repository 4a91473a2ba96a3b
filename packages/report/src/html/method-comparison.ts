import type { MethodComparison } from '@highorder/statistics';
import type { Estimate } from '../methods/format-estimate.ts';
import { type MethodBlock, methodBlocks, type MethodLine } from '../methods/method-blocks.ts';
import { methodNotes, tallyLines } from '../methods/method-notes.ts';
import { html, type Markup } from './markup.ts';
import { page } from './page.ts';
import { scrolling, section } from './section.ts';

/** See `methodComparisonPage` of the package. */
export function methodPage(title: string, comparison: MethodComparison): string {
  return page({
    title,
    header: html`<header><h1>${title}</h1></header>`,
    sections: [methodSection(comparison)],
  });
}

/** A section with a table for each problem and metric, and what the words in it mean. */
export function methodSection(comparison: MethodComparison): Markup {
  const heading = `Methods against ${comparison.options.baseline}`;
  const blocks = methodBlocks(comparison);
  if (blocks.length === 0) return section('methods', heading, html`<p>There is no result to compare.</p>`);
  return section(
    'methods',
    heading,
    html`<ul>${tallyLines(comparison).map((line) => html`<li>${line}</li>`)}</ul>`,
    ...blocks.map((block) => scrolling(`${block.problem}, ${block.metric}`, blockTable(block))),
    html`<ul class="small muted">${methodNotes(comparison, blocks).map((note) => html`<li>${note}</li>`)}</ul>`,
  );
}

function blockTable(block: MethodBlock): Markup {
  const { problem, metric, direction, floor, rows } = block;
  const own = floor === undefined;
  const heads = ['seeds', 'mean', 'median', ...(own ? ['floor'] : []), 'difference', 'wins', 'p', 'g'];
  return html`<h3>${problem}, ${metric}</h3>
<table class="numbers methods">
<caption>${direction}${own ? '' : `; floor ${floor}`}</caption>
<thead><tr><th scope="col">steps</th><th scope="col" class="word">method</th><th scope="col" class="word">verdict</th>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead>
<tbody>
${rows.map((row, index) => rowMarkup(row, rows[index - 1], own))}
</tbody>
</table>`;
}

function rowMarkup(row: MethodLine, above: MethodLine | undefined, own: boolean): Markup {
  const cells = [
    html`<td>${row.steps === above?.steps ? '' : row.steps}</td>`,
    html`<th scope="row" class="word">${row.method}</th>`,
    html`<td class="word"><span class="${verdictClass(row)}">${`${row.verdict} ${row.stars}`.trimEnd()}</span>${row.remarks.map((remark) => html`<br><span class="range">${remark}</span>`)}</td>`,
    html`<td>${row.seeds}</td>`,
    html`<td>${estimate(row.mean)}</td>`,
    html`<td>${estimate(row.median)}</td>`,
    ...(own ? [html`<td class="muted">${row.floor}</td>`] : []),
    html`<td>${estimate(row.difference)}</td>`,
    ...[row.wins, row.p, row.effect].map((text) => html`<td>${text}</td>`),
  ];
  return html`<tr>${cells}</tr>`;
}

/** The value, and the interval below it. */
function estimate({ center, range }: Estimate): Markup {
  return html`${center}${range === '' ? undefined : html`<br><span class="range">${range}</span>`}`;
}

function verdictClass({ word }: MethodLine): string {
  return word === 'better' || word === 'worse' ? word : 'muted';
}
