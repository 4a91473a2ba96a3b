import { execFileSync } from 'node:child_process';
import { cpus, totalmem } from 'node:os';
import { type EngineDescription, tf } from '@highorder/core';
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
}

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
}

/** The manifest of a run that begins now. */
export function newManifest(model: Model, { id, command, version, engine }: NewRun): Manifest {
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
