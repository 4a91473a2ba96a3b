import { HighOrderError } from '@highorder/core';
import { isMissingPackage } from '@highorder/engine';
import type { Experiment } from '@highorder/runtime';
import { timeStep } from './profile-model.ts';

/** Whether one way to compute works here. */
export interface EngineProbe {
  readonly engine: string;
  readonly backend?: string;
  /** Whether the package that it needs is there. */
  readonly installed: boolean;
  readonly loads: boolean;
  /** Where it loads. */
  readonly version?: string;
  /** Milliseconds of one training step of the reference experiment. */
  readonly stepMilliseconds?: number;
  /** Where it does not load, or the step fails: why, and what to do. */
  readonly reason?: string;
  readonly wayOut?: string;
}

/** One way to compute, and how to assemble the reference experiment for it. */
export interface Candidate {
  readonly engine: string;
  readonly backend?: string;
  assemble(): Promise<Experiment>;
}

const STEPS = 10;

/** Opens an engine and times a training step on it. */
export async function probeEngine({ engine, backend, assemble }: Candidate): Promise<EngineProbe> {
  const name = backend === undefined ? { engine } : { engine, backend };
  let found: EngineProbe = { ...name, installed: true, loads: false };
  try {
    const experiment = await assemble();
    const { version } = await experiment.engine.open();
    found = { ...found, loads: true, version };
    return { ...found, stepMilliseconds: 1000 * (await timeStep(experiment, STEPS)) };
  } catch (error) {
    return { ...found, installed: !isAbsence(error), ...reasonOf(error) };
  }
}

/** Whether the first cause of an error is a package that is not there. */
function isAbsence(error: unknown): boolean {
  if (isMissingPackage(error)) return true;
  return error instanceof Error && error.cause !== undefined && isAbsence(error.cause);
}

function reasonOf(error: unknown): Pick<EngineProbe, 'reason' | 'wayOut'> {
  if (!(error instanceof HighOrderError)) return { reason: String(error) };
  const { message, fix } = error.parts;
  return { reason: message, ...(fix === undefined ? {} : { wayOut: fix }) };
}
