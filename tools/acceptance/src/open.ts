import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Experiment, hostFiles, loadPlugins, openExperiment } from '@highorder/runtime';

/** The top of the workspace. */
export const workspace = resolve(dirname(fileURLToPath(import.meta.url)), '../../..');

const plugins = loadPlugins(workspace);

/** Opens configurations of this workspace, with changes in the grammar of the command line. */
export async function openConfigs(
  sources: readonly string[],
  overrides: readonly string[] = [],
): Promise<Experiment> {
  return openExperiment({
    sources,
    overrides,
    searchPath: [join(workspace, 'configs')],
    folder: workspace,
    registry: await plugins,
    files: hostFiles(workspace),
  });
}
