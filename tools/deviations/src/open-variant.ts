import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Experiment, hostFiles, loadPlugins, openExperiment } from '@highorder/runtime';
import type { Variant } from './variants.ts';

/** The top of the workspace. */
export const workspace = fileURLToPath(new URL('../../..', import.meta.url));

let registry: ReturnType<typeof loadPlugins> | undefined;

/** The experiment of a variant with this seed, measured at 1 and at 100 steps. One thread: networks are small. */
export async function openVariant({ sources, overrides }: Variant, seed: number): Promise<Experiment> {
  registry ??= loadPlugins(workspace);
  return openExperiment({
    sources,
    overrides: [
      ...overrides,
      `seed=${seed}`,
      'evaluation.steps=[1, 100]',
      'evaluation.draws=2',
      'engine={use: onnx, threads: 1}',
      'evaluation.metrics=[{use: mode-distance}, {use: w2-stratified}, {use: endpoint-error}]',
    ],
    searchPath: [join(workspace, 'configs')],
    folder: workspace,
    registry: await registry,
    files: hostFiles(workspace),
  });
}
