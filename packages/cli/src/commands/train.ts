import { resolve } from 'node:path';
import type { Experiment } from '@highorder/runtime';
import type { RunOptions, RunResult, StartedRun } from '@highorder/lab';
import { quoteWords } from '../arguments.ts';
import { assembleRun, assembleWords } from '../compose.ts';
import { INTERRUPTED, watchInterrupts } from '../interrupt.ts';
import { shownPath } from '../output/paths.ts';
import { type JsonOption, note, print } from '../output/print.ts';
import { createProgress } from '../output/create-progress.ts';
import { startWorker } from '../start-worker.ts';
import { usageError } from '../usage-error.ts';
import { version } from '../version.js';

interface TrainOptions extends JsonOption {
  readonly resume?: string;
  readonly runs: string;
  readonly quiet?: true;
}

export default async function train(words: readonly string[], options: TrainOptions): Promise<void> {
  const { resume } = options;
  if (resume === undefined && words.length === 0) throw usageError('no configuration is given.');
  if (resume !== undefined && words.length > 0) {
    throw usageError(`--resume takes the run's own configuration, so "${words[0]}" has no place here.`);
  }
  const experiment = resume === undefined ? await assembleWords(words) : await assembleRun(resume);
  const result = await watchedRun(experiment, options);
  if (result.manifest.status === 'interrupted') return tellInterrupted(result, options);
  const { writeReport } = await import('@highorder/report');
  const { report, warnings } = await writeReport(result.folder.path);
  warnings.forEach(note);
  await tellDone(result, report, options);
}

/** Trains or resumes with progress, and with Ctrl-C as an orderly end. */
async function watchedRun(experiment: Experiment, { resume, runs, quiet }: TrainOptions): Promise<RunResult> {
  const { resumeRun, trainRun } = await import('@highorder/lab');
  const progress = createProgress({ quiet: quiet === true });
  const interruption = watchInterrupts(() => {
    progress.say('Stopping after this step; what is done is saved. Once more ends at once.');
  });
  const settings: RunOptions = {
    runs: resolve(runs),
    command: `highorder ${quoteWords(process.argv.slice(2))}`,
    version: version(),
    signal: interruption.signal,
    startWorker,
    callbacks: [progress.callback],
    onStart: (run) => {
      if (quiet !== true) tellStart(run);
    },
  };
  try {
    return await (resume === undefined
      ? trainRun(experiment, settings)
      : resumeRun(resolve(resume), experiment, settings));
  } finally {
    progress.end();
    interruption.release();
  }
}

function tellStart({ folder, manifest }: StartedRun): void {
  const { engine, parameters, steps, stepsDone } = manifest;
  const place = `${engine.engine} on ${engine.backend} ${engine.version}`;
  const from = stepsDone > 0 ? ` from step ${stepsDone}` : '';
  note(`Run ${shownPath(folder.path)}: ${steps} steps${from}, ${parameters} parameters, ${place}.`);
  for (const reason of engine.notes ?? []) note(reason);
}

function tellInterrupted({ folder, manifest }: RunResult, options: TrainOptions): void {
  process.exitCode = INTERRUPTED;
  const resume = `highorder train --resume ${quoteWords([shownPath(folder.path)])}`;
  const text = `Interrupted after step ${manifest.stepsDone} of ${manifest.steps}; saved. Go on with:\n  ${resume}`;
  if (options.json === true)
    print(options, { document: { ...documentOf(manifest, folder.path), resume }, text });
  else note(text);
}

async function tellDone({ folder, manifest, evaluation }: RunResult, report: string, options: TrainOptions) {
  const { rows, skipped } = evaluation ?? { rows: [], skipped: [] };
  const { evaluationTable } = await import('@highorder/report');
  print(options, {
    document: { ...documentOf(manifest, folder.path), report, evaluation: rows, skipped },
    text: `${evaluationTable(rows, skipped)}\n\nReport: ${shownPath(report)}`,
  });
}

/** What a program wants to know of a run. */
function documentOf(manifest: RunResult['manifest'], run: string): object {
  const { experiment, id, status, seed, seconds, stepsPerSecond, steps, stepsDone, warnings } = manifest;
  const { engine, machine, dimension, parameters, heads, losses, orders, evaluationsPerStep, method } =
    manifest;
  return {
    run,
    experiment,
    id,
    status,
    seed,
    seconds,
    stepsPerSecond,
    steps,
    stepsDone,
    warnings,
    ...{ dimension, orders, method, evaluationsPerStep, parameters, heads, losses, engine, machine },
  };
}
