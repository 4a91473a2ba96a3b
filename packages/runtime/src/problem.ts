/**
 * The problem of a configuration without the rest of an experiment: what loads fast.
 *
 * @module
 */
export * from './host-files.ts';
export * from './load-plugins.ts';
export * from './open-problem.ts';
