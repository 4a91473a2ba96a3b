import { builtInPlugins } from './built-in-plugins.generated.ts';
import { createRegistry, type PluginPackage, type PluginRegistry } from './registry.ts';
import { findThirdParty } from './third-party.ts';

/** Loads the built-in plugins and those that the project around `folder` announces. */
export async function loadPlugins(folder: string): Promise<PluginRegistry> {
  const names = [...new Set(builtInPlugins.map((plugin) => plugin.package))];
  const builtIn = await Promise.all(names.map(loadBuiltIn));
  return createRegistry([...builtIn, ...(await findThirdParty(folder, new Set(names)))]);
}

async function loadBuiltIn(name: string): Promise<PluginPackage> {
  const loaded: { readonly default?: unknown } = await import(name);
  return { package: name, exported: loaded.default };
}
