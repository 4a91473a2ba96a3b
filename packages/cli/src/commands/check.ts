import { assembleWords } from '../compose.ts';
import { type JsonOption, print } from '../output/print.ts';
import { summarize, summaryText } from '../summary.ts';

export default async function check(words: readonly string[], options: JsonOption): Promise<void> {
  const experiment = await assembleWords(words);
  const { createModel } = await import('@highorder/lab');
  const summary = summarize(createModel(experiment));
  print(options, {
    document: { ok: true, ...summary },
    text: `ok: ${experiment.name}\n${summaryText(summary)}`,
  });
}
