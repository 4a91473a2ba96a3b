import { resolve } from 'node:path';
import type { WatchedRun } from '@highorder/core';
import type { TrainedRun } from '@highorder/lab';
import type { Experiment } from '@highorder/runtime';
import { splitWords } from '../arguments.ts';
import { assembleRun } from '../compose.ts';
import { measuringLines } from '../output/measuring.ts';
import { type JsonOption, note, print } from '../output/print.ts';
import { usageError } from '../usage-error.ts';

export default async function evaluate(
  path: string,
  words: readonly string[],
  options: JsonOption,
): Promise<void> {
  requireEvaluation(words);
  const experiment = await assembleRun(path, { overrides: words });
  const { evaluateRun, lockWritableRun, openTrainedRun } = await import('@highorder/lab');
  const { evaluationTable } = await import('@highorder/report');
  const run = await openTrainedRun(resolve(path), experiment, note);
  const lock = lockWritableRun(run.folder, note);
  try {
    for (const callback of experiment.callbacks) callback.onStart?.(watchedRun(run, experiment));
    note(`Measuring step ${run.step} of ${path}.`);
    const { rows, skipped } = await evaluateRun(run.model, run.folder, run.parameters, {
      callbacks: [...experiment.callbacks, { onMeasuring: measuringLines(note) }],
    });
    const document = { run: run.folder.path, checkpoint: run.step, evaluation: rows, skipped };
    print(options, { document, text: evaluationTable(rows, skipped) });
  } finally {
    lock?.release();
    run.dispose();
  }
}

function watchedRun({ folder, step }: TrainedRun, { name, seed, training }: Experiment): WatchedRun {
  return { watches: 'evaluation', name, seed, folder: folder.path, step, steps: training.steps };
}

/** The flow is trained already; what belongs to it cannot change any more. */
function requireEvaluation(words: readonly string[]): void {
  const { sources, overrides } = splitWords(words);
  const wrong = [...sources, ...overrides.filter((word) => !/^[+~]*evaluation\./.test(word))];
  if (wrong.length === 0) return;
  throw usageError(
    `"${wrong[0]}" does not change the evaluation; only evaluation.key=value can follow the run.`,
  );
}
