/**
 * A resolved experiment and plugins to live objects, by dependency injection.
 *
 * @module
 */
export * from './assemble.ts';
export * from './built-in-plugin.ts';
export { builtInPlugins } from './built-in-plugins.generated.ts';
export type { Host } from './container.ts';
export * from './experiment.ts';
export * from './load-plugins.ts';
export * from './registry.ts';
export * from './row-plan.ts';
