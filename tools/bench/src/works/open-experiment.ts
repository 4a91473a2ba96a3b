import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  builtInPlugins,
  createRegistry,
  type Experiment,
  hostFiles,
  openExperiment,
  type Registry,
} from '@highorder/runtime';
import transformer from '../transformer/head.ts';
import type { WorkSettings } from './settings.ts';

/** The top of the workspace. */
export const workspace = fileURLToPath(new URL('../../../..', import.meta.url));

let registry: Promise<Registry> | undefined;

/** The experiment of a work, on its engine. Knows the built-in plugins and the heads of benchmarks. */
export async function openWork({
  sources,
  overrides,
  engine,
  threads,
}: Pick<WorkSettings, 'sources' | 'overrides' | 'engine' | 'threads'>): Promise<Experiment> {
  const { use, backend } = engine;
  const choice = [`engine.use=${use}`, ...(backend === undefined ? [] : [`engine.backend=${backend}`])];
  registry ??= openRegistry();
  return openExperiment({
    sources,
    overrides: ['evaluation.metrics=[]', ...overrides, ...choice, `engine.threads=${threads}`],
    searchPath: [join(workspace, 'configs')],
    folder: workspace,
    registry: await registry,
    files: hostFiles(workspace),
  });
}

async function openRegistry(): Promise<Registry> {
  const names = [...new Set(builtInPlugins.map((plugin) => plugin.package))];
  const packages = await Promise.all(
    names.map(async (name) => {
      const loaded: { readonly default?: unknown } = await import(name);
      return { package: name, exported: loaded.default };
    }),
  );
  return createRegistry([...packages, { package: '@highorder/bench', exported: [transformer] }]);
}
