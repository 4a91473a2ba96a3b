/**
 * A resolved experiment and plugins to live objects, by dependency injection.
 *
 * @module
 */
export * from './assemble.ts';
export * from './built-in-plugin.ts';
export { builtInPlugins } from './built-in-plugins.generated.ts';
export type { ComposeRequest, Registry, ResolvedExperiment } from '@highorder/config';
export type { Finding } from './checks/finding.ts';
export type { Host } from './container.ts';
export * from './experiment.ts';
export * from './host-files.ts';
export * from './lazy-distribution.ts';
export * from './load-plugins.ts';
export * from './make-alone.ts';
export * from './open-experiment.ts';
export * from './registry.ts';
export * from './row-plan.ts';
export * from './used-components.ts';
export * from './value-origins.ts';
export { findWarnings } from './warnings/index.ts';
