import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Callback, type EngineArray, HighOrderError, type Points, points } from '@highorder/core';
import { evaluateFlow } from './evaluate-flow.ts';
import type { Evaluation, EvaluationResult } from './evaluation.ts';
import { coordinateNames, pointsToCsv, shortNumber } from './files/csv.ts';
import { removeWhole, sha256, writeSealed, writeWhole } from '@highorder/files';
import type { Model } from './model.ts';
import { memoryFolder, memoryInFolder } from './remembered/exact-memory.ts';
import type { RunFolder } from './run-folder.ts';
import { createSampler, type PathMoment } from './sampler.ts';
import { UnsavedEvaluation } from './unsaved-evaluation.ts';

/** Paths that are kept for the figure of trajectories, and the steps of each. */
const PATHS = 100;
const PATH_STEPS = 64;

/** Who looks on, and who may end it. */
export interface EvaluationWatchers {
  readonly callbacks: readonly Callback[];
  /** Gives the evaluation up, with its reason; nothing of it is written then. */
  readonly signal?: AbortSignal | undefined;
  /** What is left beside the numbers: samples and trajectories for figures, by default, or nothing. */
  readonly keep?: 'samples' | 'numbers' | undefined;
}

/**
 * Measures the flow of these parameters and writes the evaluation, its samples and some trajectories to the run. Throws
 * `UnsavedEvaluation`, which holds the numbers, where they cannot be written.
 */
export async function evaluateRun(
  model: Model,
  folder: RunFolder,
  parameters: EngineArray,
  { callbacks, signal, keep = 'samples' }: EvaluationWatchers,
): Promise<Evaluation> {
  const sampler = createSampler(model, model.experiment.engine);
  const kept = memoryFolder();
  const memory = kept === undefined ? undefined : memoryInFolder(kept);
  const result = await evaluateFlow({
    ...{ model, sampler, parameters, signal, memory },
    onProgress: (record) => callbacks.forEach((callback) => callback.onMeasuring?.(record)),
  });
  const files: PlacedFile[] = [];
  if (keep === 'samples') {
    const sources = firstPoints(result.source, PATHS);
    const moments: PathMoment[] = [];
    await sampler({
      parameters,
      sources,
      steps: PATH_STEPS,
      watch: (moment) => moments.push(moment),
      signal,
    });
    files.push(...sampleFiles(result), {
      name: 'samples/trajectories.csv',
      text: trajectoriesToCsv(moments),
    });
  }
  try {
    writeEvaluation(folder, result.evaluation, files);
  } catch (error) {
    throw error instanceof HighOrderError ? new UnsavedEvaluation(result.evaluation, error) : error;
  }
  for (const callback of callbacks) callback.onEvaluation?.(result.evaluation.rows);
  return result.evaluation;
}

/** A file of a run, by its name from the run's folder. */
interface PlacedFile {
  readonly name: string;
  readonly text: string;
}

function sampleFiles({ source, target, sampleSets }: EvaluationResult): readonly PlacedFile[] {
  const sets = sampleSets.map(({ steps, samples }) => ({ name: `steps-${steps}`, points: samples }));
  return [{ name: 'source', points: source }, { name: 'target', points: target }, ...sets].map((set) => ({
    name: `samples/${set.name}.csv`,
    text: pointsToCsv(set.points),
  }));
}

/** Writes the files, then the evaluation with their checksums, and removes samples of an evaluation before it. */
function writeEvaluation(
  { path, samples, evaluation: file }: RunFolder,
  evaluation: Evaluation,
  files: readonly PlacedFile[],
): void {
  const options = { inside: path, durable: true };
  for (const { name, text } of files) writeWhole(join(path, name), text, options);
  const sums = Object.fromEntries(files.map(({ name, text }) => [name, sha256(text)]));
  writeSealed(file, { ...evaluation, files: sums }, options);
  if (files.length === 0) return;
  for (const name of readdirSync(samples)) {
    if (/^steps-\d+\.csv$/.test(name) && !(`samples/${name}` in sums))
      removeWhole(join(samples, name), options);
  }
}

function firstPoints({ dimension, values }: Points, count: number): Points {
  return points(dimension, values.slice(0, count * dimension));
}

/** A line for each path and time: the number of the path, the time, the coordinates. */
function trajectoriesToCsv(moments: readonly PathMoment[]): string {
  const count = moments[0]?.points.count ?? 0;
  const dimension = moments[0]?.points.dimension ?? 0;
  const lines = Array.from({ length: count }, (_, path) =>
    moments.map(({ t, points: { values } }) => {
      const coordinates = values.subarray(path * dimension, (path + 1) * dimension);
      return [String(path), ...[t, ...coordinates].map(shortNumber)].join(',');
    }),
  );
  return `${[['path', 't', ...coordinateNames(dimension)].join(','), ...lines.flat()].join('\n')}\n`;
}
