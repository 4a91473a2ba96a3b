import type { Components, Kind, Plugin, Services } from '@highorder/core';
import type { ComponentMaker } from './contract-setup.ts';

/** Options of a plugin as a user writes them. */
export type WrittenOptions = Readonly<Record<string, unknown>>;

/**
 * The plugin with live components in the options that name one, such as `times` of a loss: a runtime would put them
 * there. Any component may be given, so a test can watch what the plugin does with it.
 *
 * ```ts
 * lossContract(withParts(matching, { times: exampleTimes }), { options: { order: 2 } });
 * ```
 */
export function withParts<K extends Kind>(
  plugin: Plugin<K>,
  parts: Readonly<Record<string, unknown>>,
): ComponentMaker<Components[K], WrittenOptions, Partial<Services>> {
  return {
    name: plugin.name,
    make(options = {}, services = {}) {
      // Options are strict objects, so a parsed value is one; a missing service is found where the plugin uses it.
      const checked = plugin.options.parse(options) as WrittenOptions;
      return plugin.create({ ...checked, ...parts }, services as Services);
    },
  };
}
