import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { bitsOf, filesOf } from './examples.ts';
import type { Answer } from './question.ts';

/** A verb that reads a run, and what its result is. */
export interface Verb {
  readonly name: string;
  words(run: string): readonly string[];
  /** What must not change without a message. */
  result(run: string, answer: Answer): string;
}

/** The verbs that read runs. */
export const verbs: readonly Verb[] = [
  {
    name: 'sample',
    words: (run) => ['sample', run, '--count', '5', '--seed', '1', '--steps', '2'],
    result: (_, { out }) => out,
  },
  {
    name: 'evaluate',
    words: (run) => ['evaluate', run, 'evaluation.steps=[1]'],
    result: (_, { out }) => out,
  },
  {
    name: 'report',
    words: (run) => ['report', run],
    // Vega counts clips and gradients through all that one process draws.
    result: (run) => readFileSync(join(run, 'report.html'), 'utf8').replaceAll(/-(?:clip|gradient_)\d+/g, ''),
  },
  {
    name: 'export',
    words: (run) => ['export', run, '--out', join(dirname(run), 'exported')],
    result: (run) => contentOf(join(dirname(run), 'exported')),
  },
  {
    name: 'train --resume',
    words: (run) => ['train', '--resume', run, '--quiet'],
    result: (run) => JSON.stringify([...bitsOf(run)]),
  },
];

/** All files of a folder, as one text. */
function contentOf(folder: string): string {
  return filesOf(folder)
    .map((file) => `${file} ${readFileSync(join(folder, file)).toString('base64')}`)
    .join('\n');
}
