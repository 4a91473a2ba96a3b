/**
 * How often does each metric see that samples are wrong?
 *
 * Fixed seeds: the same numbers on every machine. `--rounds` sets the repetitions, `--only` the metrics.
 *
 * @module
 */
import type { Metric } from '@highorder/core';
import { loadPlugins } from '@highorder/runtime';
import { type Contestant, powerTable } from '../power/power-table.ts';
import { eightModes, smiley } from '../power/scenes.ts';
import type { BenchRequest } from '../request.ts';
import type { Results } from '../results/benchmark.ts';
import { workspace } from '../works/open-experiment.ts';

export default async function power({ rounds, takesPart }: BenchRequest): Promise<Results> {
  const registry = await loadPlugins(workspace, ['metric']);
  const make = (name: string, options: object = {}): Metric => {
    const plugin = registry.find('metric', name);
    if (plugin === undefined) throw new Error(`There is no metric "${name}".`);
    return plugin.make(options) as Metric;
  };
  const tested = { permutations: 39 };
  const contestants: readonly Contestant[] = [
    { name: 'w2 of independent draws', value: 'w2', metric: () => make('w2'), most: 400 },
    { name: 'w2-stratified', value: 'w2-stratified', metric: () => make('w2-stratified'), most: 400 },
    { name: 'sliced-w2', value: 'sliced-w2', metric: () => make('sliced-w2'), most: Infinity },
    {
      name: 'energy-distance (p)',
      value: 'energy-distance',
      metric: () => make('energy-distance', tested),
      most: 2000,
    },
    { name: 'mmd (p)', value: 'mmd', metric: () => make('mmd', tested), most: 2000 },
    {
      name: 'classifier-test (p)',
      value: 'classifier-test',
      metric: () => make('classifier-test', tested),
      most: 1000,
    },
    ...['precision', 'recall'].map((name) => ({
      name,
      value: `precision-recall/${name}`,
      metric: () => make('precision-recall'),
      most: 2000,
    })),
  ];
  const sizes = [
    { samples: 500, repetitions: Math.round(8 * rounds) },
    { samples: 1000, repetitions: Math.round(5 * rounds) },
    { samples: 4000, repetitions: Math.round(2 * rounds) },
  ];
  const taking = contestants.filter(({ name }) => takesPart(name));
  return {
    title: 'Power of metrics',
    text:
      'How often a metric rejects "samples = truth" at level 0.05, for a sampler that is perfect and for three that are wrong. Metrics marked ' +
      'with (p) by their permutation p value, the others by the 95 % quantile of their values between other draws of the truth.',
    tables: [eightModes(), smiley()].map((scene) => powerTable(scene, taking, sizes)),
    figures: [],
    notes: [
      'Metrics look at their default numbers of points: w2 and w2-stratified at 400, classifier-test at 1000, energy-distance, mmd, precision and recall at 2000. More samples change nothing then.',
      'w2-stratified is no test of independent samples: its flow is given stratified source points, and here its samples are a stratified draw of the wrong distribution.',
    ],
  };
}
