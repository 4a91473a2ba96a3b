import { execFileSync } from 'node:child_process';
import { cpus, totalmem } from 'node:os';
import { type EngineDescription, tf } from '@highorder/core';
import type { FileSum } from '@highorder/files';
import { z } from 'zod';
import { type DataFile, dataFiles } from './data-files.ts';
import { type Fitted, fittedSchema } from './fitted.ts';
import type { Model } from './model.ts';

/** How a run stands. */
export type RunStatus = 'running' | 'done' | 'failed' | 'interrupted';

/** The facts of a run: what ran, where, how long. */
export interface Manifest {
  readonly format: 1;
  readonly experiment: string;
  readonly id: string;
  readonly status: RunStatus;
  readonly seed: number;
  /** ISO date and time at which the run began. */
  readonly created: string;
  /** Seconds of training, without evaluation. */
  readonly seconds: number;
  readonly stepsPerSecond: number;
  readonly steps: number;
  readonly stepsDone: number;
  readonly engine: EngineDescription;
  readonly versions: Readonly<Record<string, string>>;
  readonly machine: Machine;
  readonly gitCommit: string | null;
  readonly dimension: number;
  /** Trainable numbers in all. */
  readonly parameters: number;
  readonly heads: readonly {
    readonly use: string;
    readonly orders: readonly number[];
    readonly parameters: number;
  }[];
  readonly losses: readonly { readonly name: string; readonly weight: number }[];
  readonly orders: readonly number[];
  readonly evaluationsPerStep: number;
  /** The integrator in words. */
  readonly method: string;
  /** BibTeX entries of all that was used. */
  readonly citations: readonly string[];
  readonly warnings: readonly string[];
  /** The command line that began it. */
  readonly command: string;
  /** What was measured on the data: units and preconditioning follow from it. Runs of older versions lack what follows. */
  readonly fitted?: Fitted | undefined;
  /** The files that were read, with their checksums. */
  readonly data?: readonly DataFile[] | undefined;
  /** SHA-256 of the files that a run writes once, by name: config.yaml, sources.json. */
  readonly files?: Readonly<Record<string, string>> | undefined;
  /** The checksum of metrics.jsonl, as far as it was written when this was. */
  readonly metrics?: FileSum | undefined;
}

const hash = z.string().regex(/^[0-9a-f]{64}$/);

/** What verbs need of a manifest. */
export const manifestSchema = z.looseObject({
  format: z.literal(1),
  experiment: z.string(),
  id: z.string(),
  seed: z.number(),
  stepsDone: z.int().nonnegative(),
  dimension: z.int().positive(),
  warnings: z.array(z.string()),
  fitted: fittedSchema.optional(),
  data: z.array(z.object({ path: z.string(), absolute: z.string(), sha256: hash })).optional(),
  files: z.record(z.string(), hash).optional(),
  metrics: z.object({ bytes: z.int().nonnegative(), sha256: hash }).optional(),
});

/** The machine of a run. */
export interface Machine {
  readonly platform: string;
  readonly architecture: string;
  readonly processor: string;
  readonly cores: number;
  readonly memoryGiB: number;
}

/** The machine this runs on. */
export function describeMachine(): Machine {
  const processors = cpus();
  return {
    platform: process.platform,
    architecture: process.arch,
    processor: processors[0]?.model.trim() ?? 'unknown',
    cores: processors.length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
  };
}

/** What names a new run. */
export interface NewRun {
  readonly id: string;
  readonly command: string;
  readonly version: string;
  readonly engine: EngineDescription;
  /** SHA-256 of the files that are written once, by name. */
  readonly files: Readonly<Record<string, string>>;
}

/** The manifest of a run that begins now. */
export function newManifest(model: Model, { id, command, version, engine, files }: NewRun): Manifest {
  const { experiment, layout } = model;
  const { integrator } = experiment;
  return {
    format: 1,
    experiment: experiment.name,
    id,
    status: 'running',
    seed: experiment.seed,
    created: new Date().toISOString(),
    seconds: 0,
    stepsPerSecond: 0,
    steps: experiment.training.steps,
    stepsDone: 0,
    engine,
    versions: { highorder: version, node: process.versions.node, tfjs: tf.version_core },
    machine: describeMachine(),
    gitCommit: currentCommit(),
    dimension: experiment.dimension,
    parameters: layout.size,
    heads: experiment.heads.map(({ use, component }, index) => ({
      use,
      orders: component.orders,
      parameters: layout.slots.reduce((sum, { head, size }) => sum + (head === index ? size : 0), 0),
    })),
    losses: experiment.losses.map(({ name, weight }) => ({ name, weight })),
    orders: experiment.orders,
    evaluationsPerStep: integrator.component.evaluations,
    method: `${integrator.use}, order ${integrator.component.order}`,
    citations: experiment.citations,
    warnings: [],
    command,
    fitted: model.fitted,
    data: dataFiles(experiment),
    files,
  };
}

/** The commit of the git checkout that the command runs in, or null outside one. */
function currentCommit(): string | null {
  try {
    return execFileSync('git', ['rev-parse', 'HEAD'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  } catch {
    return null;
  }
}
