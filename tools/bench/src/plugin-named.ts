import { type Kind, type Plugin, required } from '@highorder/core';

/** The plugin of that kind and name among those of a package. */
export function pluginNamed<K extends Kind>(plugins: readonly Plugin[], kind: K, name: string): Plugin<K> {
  const isWanted = (plugin: Plugin): plugin is Plugin & Plugin<K> =>
    plugin.kind === kind && plugin.name === name;
  return required(plugins.find(isWanted), `The package has no plugin ${kind}/${name}.`);
}
