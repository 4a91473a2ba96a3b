import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { InputError, type StepRecord } from '@highorder/core';
import {
  appendText,
  beginsWith,
  changedFiles,
  fileError,
  type FileSum,
  makeFolder,
  readSealed,
  readText,
  shownPath,
  sumOf,
  syncFile,
  writeSealed,
  writeWhole,
} from '@highorder/files';
import { z } from 'zod';
import type { OnDamage } from './damage.ts';
import { type Manifest, manifestSchema } from './manifest.ts';

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
  makeFolder(parent);
  const stamp = new Date().toISOString().slice(0, 19).replaceAll(':', '-');
  for (let attempt = 1; ; attempt++) {
    const path = join(parent, `${stamp}-seed-${seed}${attempt === 1 ? '' : `-${attempt}`}`);
    try {
      mkdirSync(path);
      return runFolder(path);
    } catch (error) {
      if (!existsSync(path)) throw fileError(error, { path, doing: 'make this folder' });
    }
  }
}

/** The folder of an existing run. Throws `InputError` where there is none. */
export function openRunFolder(path: string): RunFolder {
  const folder = runFolder(path);
  if (existsSync(folder.manifest)) return folder;
  throw new InputError({
    where: shownPath(path),
    message: 'There is no run in this folder: it has no manifest.json.',
    expected: 'the folder that `highorder train` printed, such as runs/quickstart/<id>',
  });
}

/** The manifest of a run. Throws `InputError`, naming the file, where it is not as it was written. */
export function readManifest({ manifest }: RunFolder): Manifest {
  const value = readSealed(manifest, { what: 'the manifest of this run' });
  const parsed = manifestSchema.safeParse(value);
  // The schema knows what a verb needs; what else a run has written down is kept as it is.
  if (parsed.success) return value as Manifest;
  throw new InputError({
    where: shownPath(manifest),
    message: `This is not the manifest of a run: ${z.prettifyError(parsed.error).replaceAll('\n', ' ')}.`,
    fix: 'Restore it from a copy.',
  });
}

/** Replaces the manifest of a run; it survives a power cut. */
export function writeManifest({ manifest, path }: RunFolder, value: Manifest): void {
  writeSealed(manifest, value, { inside: path, durable: true });
}

/** Adds a logged step to the metrics of a run. */
export function appendStep({ metrics, path }: RunFolder, record: StepRecord): void {
  appendText(metrics, `${JSON.stringify(record)}\n`, { inside: path });
}

/** How much of its metrics a run has written down, and their checksum; it survives a power cut. */
export function sumSteps({ metrics }: RunFolder): FileSum | undefined {
  if (existsSync(metrics)) syncFile(metrics);
  return sumOf(metrics);
}

/**
 * The logged steps of a run. A last line that was cut short by a crash is left out, and so is one that cannot be read, of
 * which `onDamage` is told.
 */
export function readSteps({ metrics }: RunFolder, onDamage?: OnDamage): readonly StepRecord[] {
  if (!existsSync(metrics)) return [];
  const lines = readText(metrics, { what: 'the metrics of this run' }).split('\n');
  let last = 0;
  // What follows the last line break is empty, or the line that a crash cut short.
  return lines.slice(0, -1).flatMap((line, index) => {
    const record = parseStep(line);
    if (record !== undefined && record.step > last) {
      last = record.step;
      return [record];
    }
    const what = record === undefined ? 'is no logged step' : `is step ${record.step} after step ${last}`;
    onDamage?.(`${shownPath(metrics)}:${index + 1} ${what}, and is left out.`);
    return [];
  });
}

/** Drops the logged steps after `step`, which a resumed run will write again. */
export function truncateSteps(folder: RunFolder, step: number, onDamage?: OnDamage): void {
  const kept = readSteps(folder, onDamage).filter((record) => record.step <= step);
  const text = kept.map((record) => `${JSON.stringify(record)}\n`).join('');
  writeWhole(folder.metrics, text, { inside: folder.path, durable: true });
}

const stepSchema = z.looseObject({ step: z.int().positive() });

function parseStep(line: string): StepRecord | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return stepSchema.safeParse(value).success ? (value as StepRecord) : undefined;
  } catch {
    return undefined;
  }
}

/** Tells what of a run's metrics, configuration and origins of values is not as the run wrote it. */
export function tellChanges({ path, metrics }: RunFolder, manifest: Manifest, onDamage?: OnDamage): void {
  for (const file of changedFiles(path, manifest.files ?? {})) {
    onDamage?.(`${shownPath(file)} was changed after the run began, and is used as it is now.`);
  }
  if (manifest.metrics === undefined || beginsWith(metrics, manifest.metrics)) return;
  onDamage?.(`${shownPath(metrics)} was changed after the run wrote it.`);
}
