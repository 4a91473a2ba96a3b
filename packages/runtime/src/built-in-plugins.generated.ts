// Written by `npm run generate` from the folders in plugins/. Do not edit.
import type { BuiltInPlugin } from './built-in-plugin.ts';

/** The plugins that ship with this workspace, by kind and name. */
export const builtInPlugins: readonly BuiltInPlugin[] = [
  {
    package: '@highorder/head-mlp',
    kind: 'head',
    name: 'mlp',
    summary: 'A multilayer perceptron for one order.',
  },
  {
    package: '@highorder/head-mlp',
    kind: 'head',
    name: 'shared-mlp',
    summary: 'One multilayer perceptron for several orders: a shared trunk, a linear output each.',
  },
];
