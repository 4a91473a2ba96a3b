import { mkdirSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describeMachine } from '@highorder/lab';
import { drawFigure } from '@highorder/report';
import type { Results } from './benchmark.ts';
import { resultsPage } from './markdown.ts';

/** Where results go, and the words that asked for them. */
export interface Place {
  readonly folder: string;
  readonly words: readonly string[];
}

/** Prints the results and writes them with their figures. Resolves to the paths of the files. */
export async function writeResults(
  name: string,
  results: Results,
  { folder, words }: Place,
): Promise<readonly string[]> {
  const page = resultsPage(results, {
    command: `npm run bench -- ${words.join(' ')}`,
    machine: machineText(),
    date: new Date().toISOString().slice(0, 10),
  });
  console.log(`\n${page}`);
  mkdirSync(folder, { recursive: true });
  const files = [{ path: join(folder, `${name}.md`), text: page }];
  for (const figure of results.figures) {
    const { svg } = await drawFigure(figure);
    files.push({ path: join(folder, `${figure.name}.svg`), text: svg });
  }
  for (const { path, text } of files) writeFileSync(path, text);
  return files.map(({ path }) => relative(process.cwd(), path));
}

function machineText(): string {
  const { platform, architecture, processor, cores, memoryGiB } = describeMachine();
  return `${processor}, ${cores} cores, ${memoryGiB} GiB (${platform} ${architecture}, Node ${process.versions.node})`;
}
