import { builtInPlugins } from './built-in-plugins.generated.ts';
import { createRegistry, type PluginPackage, type PluginRegistry } from './registry.ts';
import { findThirdParty } from './third-party.ts';

/**
 * Loads the built-in plugins and those that the project around `folder` announces. With `kinds`, only those built-in
 * packages that have plugins of these kinds: loading is most of what a short command does.
 */
export async function loadPlugins(folder: string, kinds?: readonly string[]): Promise<PluginRegistry> {
  const all = new Set(builtInPlugins.map((plugin) => plugin.package));
  const wanted = builtInPlugins.filter(({ kind }) => kinds === undefined || kinds.includes(kind));
  const names = [...new Set(wanted.map((plugin) => plugin.package))];
  const [builtIn, thirdParty] = await Promise.all([
    Promise.all(names.map(loadBuiltIn)),
    findThirdParty(folder, all),
  ]);
  return createRegistry([...builtIn, ...thirdParty.packages], thirdParty.failures);
}

async function loadBuiltIn(name: string): Promise<PluginPackage> {
  const loaded: { readonly default?: unknown } = await import(name);
  return { package: name, exported: loaded.default };
}
