import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { fixesOf, headsOf as heads, lossesOf as losses, type TriedFix } from '../testing/sound-experiment.ts';

const megabyte = 2 ** 20;

/** An instantaneous head and one that is an average over the step. */
const meanHeads = (...more: readonly string[]) =>
  heads(`order: 1, sees: [${['x', 't', ...more].join(', ')}]`, 'order: 2, sees: [x, t, d]');

const rows: readonly TriedFix[] = [
  {
    wrong: ['data.source.mean=[0, 0, 0]'],
    told: 'Choose a source and a target of the same dimension.',
    right: [['data.source.mean=[0, 1]']],
  },
  {
    wrong: [heads('order: 1', 'order: 1')],
    told: 'Give each head an order of its own, or drop one.',
    right: [[heads('order: 1', 'order: 2')], [heads('order: 1')]],
  },
  {
    wrong: [heads('order: 1', 'order: 3')],
    told: 'Add a head of order 2.',
    right: [[heads('order: 1', 'order: 2', 'order: 3')]],
  },
  {
    wrong: [losses('use: matching, order: 1', 'use: matching, order: 2')],
    told: 'Add a head of order 2, or drop this term.',
    right: [
      [heads('order: 1', 'order: 2'), losses('use: matching, order: 1', 'use: matching, order: 2')],
      [losses('use: matching, order: 1')],
    ],
  },
  {
    wrong: ['integrator={use: taylor, order: 2}'],
    told: 'Add heads up to order 2, or choose an integrator that needs at most order 1.',
    right: [
      ['integrator={use: taylor, order: 2}', heads('order: 1', 'order: 2')],
      ['integrator={use: taylor, order: 1}'],
      ['integrator.use=heun'],
    ],
  },
  {
    wrong: [losses('use: matching, order: 1, share: 0.5', 'use: matching, order: 1, share: 0.4')],
    told: 'Terms of one row group share its rows: give the share once.',
    right: [[losses('use: matching, order: 1, share: 0.5', 'use: matching, order: 1')]],
  },
  {
    wrong: [losses('use: matching, order: 1', 'use: self-consistency, share: 1')],
    told: 'Lower the shares so that their sum is below 1.',
    right: [[losses('use: matching, order: 1', 'use: self-consistency, share: 0.9')]],
  },
  {
    wrong: ['training.batch=1', losses('use: matching, order: 1', 'use: self-consistency')],
    told: 'Use a batch of at least 2.',
    right: [['training.batch=2', losses('use: matching, order: 1', 'use: self-consistency')]],
  },
  {
    wrong: ['interpolant.use=vp-ode', 'losses.0.times={use: uniform, to: 1}'],
    told: 'Keep the interval within [0, 0.999], or choose another interpolant.',
    right: [
      ['interpolant.use=vp-ode', 'losses.0.times={use: uniform, from: 0, to: 0.999}'],
      ['interpolant.use=ot', 'losses.0.times={use: uniform, to: 1}'],
    ],
  },
  {
    memory: 256 * megabyte,
    wrong: ['training.batch=10000000'],
    told: 'Use a batch of at most 80000.',
    right: [['training.batch=80000']],
  },
  {
    memory: 256 * megabyte,
    wrong: ['evaluation.samples=10000000'],
    told: 'Use at most 200000 samples.',
    right: [['evaluation.samples=200000']],
  },
  {
    memory: 256 * megabyte,
    wrong: ['data.samples=100000000'],
    told: 'Use at most 4000000 points.',
    right: [['data.samples=4000000']],
  },
  {
    memory: 256 * megabyte,
    wrong: ['heads.0.hidden=[10000, 10000]'],
    told: 'Make it narrower.',
    right: [['heads.0.hidden=[1000, 1000]', 'training.batch=8', 'evaluation.samples=8']],
  },
  {
    wrong: [heads('order: 1, sees: [x, t]', 'order: 2, sees: [x, t]'), losses('use: mean-flow, order: 2')],
    told: 'Let the head of order 2 see d.',
    right: [[meanHeads(), losses('use: mean-flow, order: 2')]],
  },
  {
    wrong: [meanHeads('d'), losses('use: mean-flow, order: 2')],
    told: 'Leave d out of what the head of order 1 sees, in a head of its own.',
    right: [[meanHeads(), losses('use: mean-flow, order: 2')]],
  },
  {
    wrong: [
      heads('order: 1, sees: [x, t]', 'order: 2, sees: [x, t, d]', 'order: 3, sees: [x, t, d]'),
      losses('use: mean-flow, order: 2'),
    ],
    told: 'Drop the head of order 3, or give the term a higher order.',
    right: [
      [meanHeads(), losses('use: mean-flow, order: 2')],
      [
        heads('order: 1, sees: [x, t]', 'order: 2, sees: [x, t]', 'order: 3, sees: [x, t, d]'),
        losses('use: mean-flow, order: 3'),
      ],
    ],
  },
];

test.each(rows)(
  'README "The place of a mistake": every fix that a check offers works: $told',
  ({ wrong, told, right, memory }) => {
    expect(fixesOf({ overrides: wrong, memory })).toContain(told);
    for (const overrides of right) expect(fixesOf({ overrides, memory })).toEqual([]);
  },
);

test('no fix is offered that no row tries', () => {
  const offered = readdirSync(import.meta.dirname)
    .filter((name) => !name.endsWith('.test.ts'))
    .flatMap((name) => [
      ...readFileSync(join(import.meta.dirname, name), 'utf8').matchAll(/(?<=fix:\s+['`])[^'`$]+/g),
    ])
    .map(([words]) => words);
  expect(offered.length).toBeGreaterThan(10);
  expect(offered.filter((words) => !rows.some(({ told }) => told.includes(words)))).toEqual([]);
});
