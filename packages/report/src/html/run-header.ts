import { formatChosen, formatCount, formatMoment, formatNumber, formatSeconds } from '../format.ts';
import type { Manifest } from '../run/manifest.ts';
import type { Run } from '../run/run.ts';
import { type ConfigurationValue, valueText } from '../run/sources.ts';
import { html, type Markup } from './markup.ts';
import { facts } from './section.ts';

/** The head of a run's page: name, status, the facts that one looks for first, warnings. */
export function runHeader(run: Run): Markup {
  const { manifest } = run;
  return html`<header>
<div class="title"><h1>${manifest.experiment}</h1><span class="badge ${manifest.status}">${manifest.status}</span></div>
<p class="muted">Run <span class="mono">${manifest.id}</span>, begun
<time datetime="${manifest.created}">${formatMoment(manifest.created)}</time></p>
<pre>${manifest.command}</pre>
${facts(keyFacts(run))}
${warnings(manifest)}
</header>`;
}

function keyFacts({ manifest, sources }: Run): readonly (readonly [string, string])[] {
  const { engine, backend } = manifest.engine;
  return [
    ['Problem', problemText(sources)],
    ['Dimension', String(manifest.dimension)],
    ['Method', manifest.method],
    ['Losses', manifest.losses.map((loss) => `${formatChosen(loss.weight)} × ${loss.name}`).join(' + ')],
    ['Parameters', formatCount(manifest.parameters)],
    ['Evaluations a step', formatChosen(manifest.evaluationsPerStep)],
    ['Training steps', stepsText(manifest)],
    ['Speed', `${formatNumber(manifest.stepsPerSecond)} steps/s`],
    ['Training time', formatSeconds(manifest.seconds)],
    ['Engine', `${engine}, ${backend}`],
    ['Seed', String(manifest.seed)],
  ];
}

/** The data of both sides, and the file that names them where there is one. */
function problemText(sources: readonly ConfigurationValue[]): string {
  const sides = ['data.source.use', 'data.target.use'].map((side) =>
    sources.find(({ path }) => path === side),
  );
  const plugins = [...new Set(sides.map((side) => (side ? valueText(side.value) : 'unknown')))].join(' → ');
  const file = /([^/]+)\.ya?ml:/.exec(sides[1]?.origin ?? '')?.[1];
  return file === undefined ? plugins : `${file} (${plugins})`;
}

function stepsText({ steps, stepsDone }: Manifest): string {
  return stepsDone === steps ? formatCount(steps) : `${formatCount(stepsDone)} of ${formatCount(steps)}`;
}

function warnings({ warnings: texts }: Manifest): Markup | undefined {
  if (texts.length === 0) return undefined;
  return html`<div class="notice" role="note"><strong>Warnings</strong>
<ul>${texts.map((text) => html`<li>${text}</li>`)}</ul></div>`;
}
