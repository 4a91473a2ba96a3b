import { ConfigurationError, resolveSweep } from '@highorder/config';
import { expect, test, vi } from 'vitest';
import { smallSweep } from '../testing/small-sweep.ts';

vi.setConfig({ testTimeout: 60_000 });

const axes = (...each: readonly string[]) => `axes=[${each.join(', ')}]`;
const batch = (values: string, more = '') => `{option: training.batch, choice: [${values}]${more}}`;
const clip = (values: string, more = '') => `{option: training.clip, choice: [${values}]${more}}`;
const tune = (seed: number, steps: number) =>
  `tune={problems: [{name: other, data: {source: {use: gaussian, mean: [0, 0], variance: 1}, ` +
  `target: {use: gaussian-ring, modes: 5, radius: 3, variance: 0.1}}}], seeds: [${seed}], metric: energy-distance, ` +
  `steps: ${steps}, grid: [{option: training.optimizer.learningRate, choice: [0.01, 0.05]}]}`;

/** What is wrong, the words of the way out that it is told, and what one writes who follows them. */
const rows: readonly {
  readonly wrong: readonly string[];
  readonly told: string;
  readonly right: readonly (readonly string[])[];
}[] = [
  {
    wrong: [axes('{option: seed, choice: [0, 1, 2]}')],
    told: 'Write seeds: [0, 1, 2], or seed=0,1,2 on the command line.',
    right: [['seeds=[0, 1, 2]'], ['seed=0,1,2']],
  },
  {
    wrong: [axes('{option: name, choice: [a, b]}', batch('8, 9'))],
    told: 'Remove this axis. The `label` of another one renames its values.',
    right: [[axes(batch('8, 9', ', label: size'))]],
  },
  {
    wrong: [axes(batch('8, 9'), batch('9, 10', ', label: more'))],
    told: 'Put all values into one axis, or give the axes conditions (`when`) that never hold together.',
    right: [
      [axes(batch('8, 9, 10'))],
      [
        axes(
          batch('8, 9', ', when: {method: narrow}'),
          batch('9, 10', ', label: more, when: {method: wide}'),
        ),
      ],
    ],
  },
  {
    wrong: [axes(batch('8, 9'), clip('1, 2, 3')), 'combine=zip'],
    told: 'Give both as many values, or write combine: grid.',
    right: [
      [axes(batch('8, 9'), clip('1, 2')), 'combine=zip'],
      [axes(batch('8, 9'), clip('1, 2, 3')), 'combine=grid'],
    ],
  },
  {
    wrong: [axes(batch('8, "8"'))],
    told: 'Remove a value that is there twice',
    right: [[axes(batch('8, 9'))]],
  },
  {
    wrong: [axes('{option: training.clip, range: {from: 1, to: 2, count: 50000}}')],
    told: 'draw them with combine: { random: 100 }',
    right: [
      [
        axes('{option: training.clip, range: {from: 1, to: 2, count: 50000}}'),
        'combine={ random: 4 }',
        'seeds=[0]',
      ],
      [axes('{option: training.clip, range: {from: 1, to: 2, count: 5}}')],
    ],
  },
  {
    wrong: ['rows=[w2]'],
    told: 'Write one of these, or add its metric to the metrics of the sweep.',
    right: [['rows=[energy-distance]'], ['rows=[w2]', 'metrics=[energy-distance, w2]']],
  },
  {
    wrong: [tune(7, 16)],
    told: 'Choose one of these, or add 16 to the steps of the sweep.',
    right: [[tune(7, 2)], [tune(7, 16), 'steps=[1, 2, 16]']],
  },
  {
    wrong: ['budget={parameters: baseline}'],
    told: 'Write match for the baseline.',
    right: [['budget={parameters: match}', '+methods.1.scaling={use: none}']],
  },
  {
    wrong: ['methods.1.heads.0.hidden=[4]'],
    told: 'Remove one of them, or change an option on which numbers depend.',
    right: [['~methods.1'], ['methods.1.heads.0.hidden=[5]']],
  },
];

test.each(rows)('every fix that a sweep offers works: $told', async ({ wrong, told, right }) => {
  const { plan } = await smallSweep();
  const refused = await plan(...wrong).then(
    () => [],
    (error: unknown) => (error instanceof ConfigurationError ? error.problems : []),
  );
  expect(refused.map(({ fix }) => fix).join('\n')).toContain(told);
  for (const overrides of right) expect((await plan(...overrides)).sweep.name).toBe('small');
});

test('the command that an experiment offers for a sweep runs it', async () => {
  const { folder, runner } = await smallSweep();
  const { composeExperiment } = await import('@highorder/config');
  const request = { overrides: [], folder, searchPath: [], registry: runner.registry };
  const told = () => composeExperiment({ ...request, sources: ['small.yaml'] });
  expect(told).toThrow('Run all of them: highorder sweep small.yaml');
  expect(resolveSweep({ ...request, sources: ['small.yaml'] }).methods).toEqual(['narrow', 'wide']);
});
