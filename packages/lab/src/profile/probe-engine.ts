import { HighOrderError } from '@highorder/core';
import type { Experiment } from '@highorder/runtime';
import { timeStep } from './profile-model.ts';

/** Whether one way to compute works here. */
export interface EngineProbe {
  readonly engine: string;
  readonly backend?: string;
  readonly loads: boolean;
  /** Where it loads. */
  readonly version?: string;
  /** Milliseconds of one training step of the reference experiment. */
  readonly stepMilliseconds?: number;
  /** Where it does not load: why, and what to do. */
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
  try {
    const experiment = await assemble();
    const { version } = await experiment.engine.open();
    return { ...name, loads: true, version, stepMilliseconds: 1000 * (await timeStep(experiment, STEPS)) };
  } catch (error) {
    return { ...name, loads: false, ...reasonOf(error) };
  }
}

function reasonOf(error: unknown): Pick<EngineProbe, 'reason' | 'wayOut'> {
  if (!(error instanceof HighOrderError)) return { reason: String(error) };
  const { message, fix } = error.parts;
  return { reason: message, ...(fix === undefined ? {} : { wayOut: fix }) };
}
