import { join } from 'node:path';
import { changedFiles, beginsWith, shownPath } from '@highorder/files';
import { InputError, type Points, type StepRecord } from '@highorder/core';
import { type Evaluation, readEvaluation } from './evaluation.ts';
import { listFolder, readNeeded } from './files.ts';
import { type Manifest, readManifest } from './manifest.ts';
import { readPoints } from './point-file.ts';
import { type ConfigurationValue, readSources } from './sources.ts';
import { readStepRecords } from './step-records.ts';
import { readTrajectories, type Trajectory } from './trajectories.ts';

/** Points that the flow made with a number of steps. */
export interface GeneratedSamples {
  readonly steps: number;
  readonly points: Points;
}

/** The points in a run's folder, in the data's own units. */
export interface RunSamples {
  readonly source: Points | undefined;
  readonly target: Points | undefined;
  /** By number of steps, ascending. */
  readonly generated: readonly GeneratedSamples[];
  readonly trajectories: readonly Trajectory[];
}

/** Everything a run's folder says. */
export interface Run {
  readonly folder: string;
  readonly manifest: Manifest;
  /** The resolved configuration, YAML. */
  readonly configuration: string;
  readonly sources: readonly ConfigurationValue[];
  readonly records: readonly StepRecord[];
  /** Undefined where the run stopped before its evaluation. */
  readonly evaluation: Evaluation | undefined;
  readonly samples: RunSamples;
  /** What was changed after the run wrote it, and is shown as it is now; a sentence each. */
  readonly warnings: readonly string[];
}

/** Reads a run's folder. Throws InputError, naming the file and the place in it, where a file is absent or broken. */
export async function readRun(folder: string): Promise<Run> {
  const manifest = await readManifest(folder);
  const [configuration, sources, records, evaluation, samples] = await Promise.all([
    readNeeded(join(folder, 'config.yaml')),
    readSources(folder),
    readStepRecords(folder),
    readEvaluation(folder),
    readSamples(join(folder, 'samples'), manifest.dimension),
  ]);
  const warnings = changesOf(folder, manifest, records);
  const run = { folder, manifest, configuration, sources, records, evaluation, samples, warnings };
  if (manifest.status === 'done') refuseGaps(run);
  refuseChangedSamples(run);
  return run;
}

function changesOf(
  folder: string,
  { files = {}, metrics }: Manifest,
  records: readonly StepRecord[],
): readonly string[] {
  const log = join(folder, 'metrics.jsonl');
  // What stands behind the bytes that the manifest knows of cannot be told by their checksum.
  const isAscending = records.every(({ step }, index) => step > (records[index - 1]?.step ?? 0));
  const changed = [
    ...changedFiles(folder, files),
    ...(isAscending && (metrics === undefined || beginsWith(log, metrics)) ? [] : [log]),
  ];
  return changed.map((path) => `${shownPath(path)} was changed after the run wrote it.`);
}

/** The figures of samples would not be of those that were measured. */
function refuseChangedSamples({ folder, evaluation }: Run): void {
  const changed = changedFiles(folder, evaluation?.files ?? {});
  if (changed.length === 0) return;
  throw new InputError({
    where: changed.join(', '),
    message: 'This file is missing, or was changed after the evaluation wrote it.',
    fix: 'evaluate the run again: highorder evaluate, with the folder of the run.',
  });
}

async function readSamples(folder: string, dimension: number): Promise<RunSamples> {
  const [source, target, generated, trajectories] = await Promise.all([
    readPoints(join(folder, 'source.csv'), dimension),
    readPoints(join(folder, 'target.csv'), dimension),
    readGenerated(folder, dimension),
    readTrajectories(join(folder, 'trajectories.csv'), dimension),
  ]);
  return { source, target, generated, trajectories };
}

async function readGenerated(folder: string, dimension: number): Promise<readonly GeneratedSamples[]> {
  const read = async (name: string): Promise<readonly GeneratedSamples[]> => {
    const steps = /^steps-(\d+)\.csv$/.exec(name)?.[1];
    const points = steps && (await readPoints(join(folder, name), dimension));
    return points ? [{ steps: Number(steps), points }] : [];
  };
  const found = await Promise.all((await listFolder(folder)).map(read));
  return found.flat().sort((one, other) => one.steps - other.steps);
}

/** A run that is done has been evaluated; one that stopped early may lack its evaluation. */
function refuseGaps({ folder, evaluation, samples }: Run): void {
  const gaps = [
    ...(evaluation ? [] : ['evaluation.json']),
    ...(samples.source ? [] : ['samples/source.csv']),
    ...(samples.target ? [] : ['samples/target.csv']),
    ...(samples.generated.length > 0 ? [] : ['samples/steps-<number>.csv']),
  ];
  if (gaps.length === 0) return;
  throw new InputError({
    where: gaps.map((name) => join(folder, name)).join(', '),
    message: 'There is no such file, though manifest.json says that the run is done.',
    fix: 'evaluate the run again: highorder evaluate, with the folder of the run.',
  });
}
