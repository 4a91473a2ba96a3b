/**
 * What heads are made of: dense layers and their first values, norms, activations, and how a network sees x, t, d and lower orders.
 *
 * @module
 */
export * from './activation.ts';
export * from './branch-parameters.ts';
export * from './dense.ts';
export * from './features.ts';
export * from './layer-norm.ts';
export * from './network-options.ts';
