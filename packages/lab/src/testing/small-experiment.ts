import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Experiment, hostFiles, loadPlugins, openExperiment } from '@highorder/runtime';

/** A problem and a method that train in a blink on plain JavaScript. */
const SMALL = `
name: small
data:
  source: { use: gaussian, mean: [0, 0], variance: 1 }
  target: { use: gaussian-ring, modes: 3, radius: 4, variance: 0.1 }
heads:
  - { use: mlp, order: 1, hidden: [8], sees: [x, t] }
  - { use: mlp, order: 2, hidden: [8] }
losses:
  - { use: matching, order: 1 }
  - { use: matching, order: 2 }
  - { use: self-consistency }
engine: { use: eager, backend: cpu }
training: { steps: 12, batch: 16, log: 1, checkpoint: 5 }
evaluation: { steps: [1, 2], samples: 40, draws: 2, metrics: [{ use: energy-distance }] }
`;

const plugins = loadPlugins(tmpdir());

/** An experiment small enough for tests, with changes in the grammar of the command line. */
export async function smallExperiment(overrides: readonly string[] = []): Promise<Experiment> {
  return experimentOf(SMALL, overrides);
}

/** The experiment of a configuration given as text. */
export async function experimentOf(text: string, overrides: readonly string[] = []): Promise<Experiment> {
  const folder = mkdtempSync(join(tmpdir(), 'highorder-lab-'));
  try {
    writeFileSync(join(folder, 'small.yaml'), text);
    return openExperiment({
      sources: ['small.yaml'],
      overrides,
      searchPath: [],
      folder,
      registry: await plugins,
      files: hostFiles(folder),
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}
