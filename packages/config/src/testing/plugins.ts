import {
  builtInKinds,
  component,
  defineKind,
  definePlugin,
  type Plugin,
  unitInterval,
} from '@highorder/core';
import { z } from 'zod';
import type { Registry } from '../registry.ts';

// Plugins that are only configured, never made.
function unmade(): never {
  throw new Error('This plugin is for tests of configuration only.');
}

const common = { summary: 'For tests.', cite: [], create: unmade } as const;

export const mlp = definePlugin({
  ...common,
  kind: 'head',
  name: 'mlp',
  options: z.strictObject({
    order: z.int().min(1).describe('Order of the derivative.'),
    hidden: z.array(z.int().min(1)).default([64, 64]).describe('Widths.'),
    activation: z.enum(['tanh', 'silu']).default('tanh').describe('Nonlinearity.'),
  }),
});

const matching = definePlugin({
  ...common,
  kind: 'loss',
  name: 'matching',
  options: z.strictObject({
    order: z.int().min(1).default(1).describe('Order of the derivative.'),
    times: component('time-sampler').prefault({ use: 'uniform' }).describe('Draws the times.'),
  }),
});

const selfConsistency = definePlugin({
  ...common,
  kind: 'loss',
  name: 'self-consistency',
  options: z.strictObject({
    share: z.number().gt(0).lt(1).default(0.25).describe('Share of the batch.'),
    rule: z.enum(['paper', 'shortcut', 'flow-map']).default('flow-map').describe('How the target is made.'),
  }),
});

const gaussian = definePlugin({
  ...common,
  kind: 'data',
  name: 'gaussian',
  options: z.strictObject({
    center: z.array(z.number()).default([0, 0]).describe('Mean.'),
    variance: z.number().positive().default(1).describe('Variance.'),
  }),
});

const mixture = definePlugin({
  ...common,
  kind: 'data',
  name: 'mixture-of',
  options: z.strictObject({
    parts: z.array(component('data')).min(1).describe('The components.'),
    named: z.record(z.string(), component('data')).optional().describe('More components, by name.'),
  }),
});

const points = definePlugin({
  ...common,
  kind: 'data',
  name: 'points',
  options: z.strictObject({ file: z.string().describe('A CSV file.') }),
});

const adam = definePlugin({
  ...common,
  kind: 'optimizer',
  name: 'adam',
  options: z.strictObject({
    learningRate: component('learning-rate', { number: (value) => ({ use: 'constant', value }) })
      .prefault({ use: 'constant' })
      .describe('The schedule.'),
    decay: z.number().min(0).default(0.9).describe('Decay of the mean.'),
  }),
});

const constant = definePlugin({
  ...common,
  kind: 'learning-rate',
  name: 'constant',
  options: z.strictObject({ value: z.number().positive().default(1e-3).describe('The rate.') }),
});

const cosine = definePlugin({
  ...common,
  kind: 'learning-rate',
  name: 'cosine',
  options: z.strictObject({ peak: z.number().positive().describe('The largest rate.') }),
});

const vpOde = definePlugin({
  ...common,
  kind: 'interpolant',
  name: 'vp-ode',
  options: z.strictObject({
    a: z.number().positive().default(19.9).describe('Slope.'),
    b: z.number().positive().default(0.1).describe('Offset.'),
  }),
});

const uniform = definePlugin({
  ...common,
  kind: 'time-sampler',
  name: 'uniform',
  options: z.strictObject({
    interval: z
      .union([z.literal('auto'), z.tuple([z.number(), z.number()])])
      .default('auto')
      .describe('Where t lies.'),
  }),
});

function plain(kind: Parameters<typeof definePlugin>[0]['kind'], name: string): Plugin {
  return definePlugin({ ...common, kind, name, options: z.strictObject({}) });
}

const metricNames = [
  'mode-distance',
  'w2',
  'w2-stratified',
  'sliced-w2',
  'energy-distance',
  'precision-recall',
  'mode-coverage',
  'endpoint-error',
];

export const testPlugins: readonly Plugin[] = [
  mlp,
  matching,
  selfConsistency,
  gaussian,
  mixture,
  points,
  adam,
  constant,
  cosine,
  vpOde,
  uniform,
  definePlugin({
    ...common,
    kind: 'interpolant',
    name: 'ot',
    options: z.strictObject({}),
    create: () => ({ domain: () => unitInterval, weights: (t) => ({ alpha: t, beta: t }) }),
  }),
  plain('interpolant', 'cubic'),
  plain('coupling', 'independent'),
  plain('integrator', 'taylor'),
  plain('scaling', 'standardize'),
  plain('scaling', 'none'),
  plain('preconditioning', 'unit-variance'),
  plain('engine', 'auto'),
  plain('engine', 'eager'),
  plain('callback', 'log-lines'),
  ...metricNames.map((name) => plain('metric', name)),
];

/** What a sweep runs with where nothing else is written; it launches nothing. */
export const localLauncher = definePlugin({
  kind: 'launcher',
  name: 'local',
  summary: 'For tests.',
  cite: [],
  options: z.strictObject({}),
  create: () => ({ parallel: 1, launch: () => Promise.resolve() }),
});

/** A registry of the kinds of core, one kind more, and the given plugins. */
export function registryOf(plugins: readonly Plugin[] = testPlugins): Registry {
  const kinds = [...builtInKinds, defineKind({ name: 'noise', summary: 'A kind that a plugin declares.' })];
  return {
    kinds: () => kinds,
    names: (kind) => plugins.filter((plugin) => plugin.kind === kind).map(({ name }) => name),
    find: (kind, name) => plugins.find((plugin) => plugin.kind === kind && plugin.name === name),
  };
}
