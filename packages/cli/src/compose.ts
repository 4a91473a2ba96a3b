import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ResolvedExperiment } from '@highorder/config';
import type { Experiment, Host, PluginRegistry } from '@highorder/runtime';
import type { OpenedProblem } from '@highorder/runtime/problem';
import { type ComposeWords, splitWords } from './arguments.ts';

/** What this machine gives to plugins; relative paths of files start at the folder of the command. */
export async function openHost(): Promise<Host> {
  const { hostFiles } = await import('@highorder/runtime/problem');
  return { files: hostFiles(process.cwd()) };
}

/** Where names of configurations are looked up: the user's own folder first, then this workspace's. */
export function searchPath(folder: string): readonly string[] {
  return [...new Set([join(folder, 'configs'), fileURLToPath(new URL('../../../configs', import.meta.url))])];
}

/** The plugins of this workspace and of the project around the folder of the command. */
export async function openRegistry(folder: string = process.cwd()): Promise<PluginRegistry> {
  const { loadPlugins } = await import('@highorder/runtime');
  return loadPlugins(folder);
}

/** Composes an experiment from the words of a command line. Throws `ConfigurationError` with all mistakes. */
export async function composeWords(words: readonly string[]): Promise<ResolvedExperiment> {
  return compose(splitWords(words));
}

/** Composes and assembles an experiment. Throws `ConfigurationError` with all mistakes. */
export async function assembleWords(words: readonly string[]): Promise<Experiment> {
  const resolved = await composeWords(words);
  const { assemble } = await import('@highorder/runtime');
  return assemble(resolved, await openHost());
}

/** Opens the problem of the words of a command line, and loads only what it needs. Throws `ConfigurationError` with all mistakes. */
export async function openWords(words: readonly string[]): Promise<OpenedProblem> {
  const folder = process.cwd();
  const { loadPlugins, openProblem, problemKinds } = await import('@highorder/runtime/problem');
  const registry = await loadPlugins(folder, problemKinds);
  const request = { ...splitWords(words), folder, searchPath: searchPath(folder), registry };
  return openProblem({ ...request, ...(await openHost()) });
}

/** How the experiment of a run is assembled. */
export interface AssembleRun {
  readonly overrides?: readonly string[];
  /** Whether its data are read when points of them are drawn, so that they need not be there for what draws none. */
  readonly lazily?: boolean;
}

/**
 * Assembles the experiment of a run, from the resolved configuration in its folder. Data that are not those of the run are
 * refused.
 */
export async function assembleRun(
  run: string,
  { overrides = [], lazily = false }: AssembleRun = {},
): Promise<Experiment> {
  const { openRunFolder, readManifest, runHost } = await import('@highorder/lab');
  const folder = openRunFolder(resolve(run));
  const manifest = readManifest(folder);
  const resolved = await compose({ sources: [folder.config], overrides });
  const { assemble } = await import('@highorder/runtime');
  return assemble(resolved, runHost(manifest, await openHost(), { lazily }));
}

async function compose({ sources, overrides }: ComposeWords): Promise<ResolvedExperiment> {
  const folder = process.cwd();
  const { composeExperiment } = await import('@highorder/config');
  const registry = await openRegistry(folder);
  return composeExperiment({ sources, overrides, folder, searchPath: searchPath(folder), registry });
}
