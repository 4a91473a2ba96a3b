import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { InputError, type StepRecord } from '@highorder/core';
import { writeJson, writeWhole } from '@highorder/files';
import type { Manifest } from './manifest.ts';

/** The places of a run's files. */
export interface RunFolder {
  readonly path: string;
  readonly config: string;
  readonly sources: string;
  readonly manifest: string;
  readonly metrics: string;
  readonly evaluation: string;
  readonly checkpoints: string;
  readonly samples: string;
}

/** The layout of a run's folder at `path`. Touches no file. */
export function runFolder(path: string): RunFolder {
  return {
    path,
    config: join(path, 'config.yaml'),
    sources: join(path, 'sources.json'),
    manifest: join(path, 'manifest.json'),
    metrics: join(path, 'metrics.jsonl'),
    evaluation: join(path, 'evaluation.json'),
    checkpoints: join(path, 'checkpoints'),
    samples: join(path, 'samples'),
  };
}

/** Makes a new run's folder, `<runs>/<experiment>/<id>`, with an id that no other run has. */
export function createRunFolder(runs: string, experiment: string, seed: number): RunFolder {
  const parent = join(runs, experiment);
  mkdirSync(parent, { recursive: true });
  const stamp = new Date().toISOString().slice(0, 19).replaceAll(':', '-');
  for (let attempt = 1; ; attempt++) {
    const path = join(parent, `${stamp}-seed-${seed}${attempt === 1 ? '' : `-${attempt}`}`);
    try {
      mkdirSync(path);
      return runFolder(path);
    } catch (error) {
      if (!existsSync(path)) throw error;
    }
  }
}

/** The folder of an existing run. Throws `InputError` where there is none. */
export function openRunFolder(path: string): RunFolder {
  const folder = runFolder(path);
  if (existsSync(folder.manifest)) return folder;
  throw new InputError({
    where: relative(process.cwd(), path) || path,
    message: 'There is no run in this folder: it has no manifest.json.',
    expected: 'the folder that `highorder train` printed, such as runs/quickstart/<id>',
  });
}

/** The manifest of a run. */
export function readManifest({ manifest }: RunFolder): Manifest {
  return JSON.parse(readFileSync(manifest, 'utf8')) as Manifest;
}

/** Replaces the manifest of a run. */
export function writeManifest({ manifest }: RunFolder, value: Manifest): void {
  writeJson(manifest, value);
}

/** Adds a logged step to the metrics of a run. */
export function appendStep({ metrics }: RunFolder, record: StepRecord): void {
  appendFileSync(metrics, `${JSON.stringify(record)}\n`);
}

/** The logged steps of a run. A last line that was cut short by a crash is left out. */
export function readSteps({ metrics }: RunFolder): readonly StepRecord[] {
  if (!existsSync(metrics)) return [];
  const lines = readFileSync(metrics, 'utf8').split('\n');
  // What follows the last line break is empty, or the line that a crash cut short.
  return lines.slice(0, -1).map((line) => JSON.parse(line) as StepRecord);
}

/** Drops the logged steps after `step`, which a resumed run will write again. */
export function truncateSteps(folder: RunFolder, step: number): void {
  const kept = readSteps(folder).filter((record) => record.step <= step);
  writeWhole(folder.metrics, kept.map((record) => `${JSON.stringify(record)}\n`).join(''));
}
