import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { KindDefinition, Plugin } from '@highorder/core';
import { pluginPackages, type WorkspacePackage } from './packages.ts';
import { root } from './root.ts';

/** What a plugin package exports by default, as a list. */
export interface LoadedPackage extends WorkspacePackage {
  readonly plugins: readonly Plugin[];
  readonly kinds: readonly KindDefinition[];
}

/** Imports every package in `plugins/`. Packages that export nothing yet have no plugins. */
export async function loadPluginPackages(): Promise<readonly LoadedPackage[]> {
  return Promise.all(pluginPackages().map(load));
}

async function load(found: WorkspacePackage): Promise<LoadedPackage> {
  const url = pathToFileURL(join(root, found.folder, 'src/index.ts')).href;
  const loaded: { readonly default?: unknown } = await import(url);
  const definitions = [loaded.default ?? []].flat();
  return { ...found, plugins: definitions.filter(isPlugin), kinds: definitions.filter(isKind) };
}

function isPlugin(value: unknown): value is Plugin {
  return definitionOf(value) === 'plugin';
}

function isKind(value: unknown): value is KindDefinition {
  return definitionOf(value) === 'kind';
}

function definitionOf(value: unknown): unknown {
  return typeof value === 'object' && value !== null && 'definition' in value ? value.definition : undefined;
}
