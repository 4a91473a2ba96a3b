import { type ComposeRequest, composeExperiment } from '@highorder/config';
import { assemble } from './assemble.ts';
import type { Host } from './container.ts';
import type { Experiment } from './experiment.ts';

/** What an experiment is opened from: its configuration, and what the host gives to plugins. */
export interface OpenRequest extends ComposeRequest, Host {}

/** Composes and assembles an experiment. Throws `ConfigurationError` with every mistake found. */
export function openExperiment(request: OpenRequest): Experiment {
  return assemble(composeExperiment(request), request);
}
