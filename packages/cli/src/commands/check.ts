import { assembleWords } from '../compose.ts';
import { type JsonOption, print } from '../output/print.ts';
import { warningText } from '../output/warning-text.ts';
import { summarize, summaryText } from '../summary.ts';

export default async function check(words: readonly string[], options: JsonOption): Promise<void> {
  const experiment = await assembleWords(words);
  const { createModel } = await import('@highorder/lab');
  const { findWarnings } = await import('@highorder/runtime');
  const summary = summarize(createModel(experiment));
  const warnings = findWarnings(experiment);
  const lines = warnings.map(
    ({ path, message, fix }) => `\n${warningText(`${path}: ${[message, fix].join(' ').trim()}`)}`,
  );
  print(options, {
    document: { ok: true, ...summary, warnings },
    text: `ok: ${experiment.name}\n${summaryText(summary)}${lines.join('')}`,
  });
}
