import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { fixesOf, headsOf as heads, lossesOf as losses, type TriedFix } from './testing/sound-experiment.ts';

const plugins = join(import.meta.dirname, '../../../plugins');

const consistency = (words: string) => losses('use: matching, order: 1', `use: self-consistency, ${words}`);
const anyStep = 'times: { use: two-times, equal: 0 }';
const points = (words: string) => `data.target={use: points, file: mine.csv${words}}`;

const rows: readonly TriedFix[] = [
  {
    wrong: ['data.source={use: gaussian, mean: [0, 0], variance: 1, covariance: [[1, 0], [0, 1]]}'],
    told: 'Drop one of them.',
    right: [
      ['data.source={use: gaussian, mean: [0, 0], variance: 1}'],
      ['~data.source.variance', '+data.source.covariance=[[1, 0], [0, 1]]'],
    ],
  },
  {
    wrong: [points('')],
    files: { 'mine.csv': 'x\ty\n1\t2\n3\t4\n' },
    told: 'Set delimiter: "\\t" if that stands between its numbers.',
    right: [[points(', delimiter: "\\t"')]],
  },
  {
    wrong: [points('')],
    files: { 'mine.csv': 'red,blue\n' },
    told: 'Set header: false if the first row is a point.',
    // Then its fields are told to be no numbers.
    right: [],
  },
  {
    wrong: [points(', columns: [x, y]')],
    files: { 'mine.csv': 'x,y,y\n1,2,3\n4,5,6\n' },
    told: 'Choose columns by their numbers, such as columns: [2, 3].',
    right: [[points(', columns: [2, 3]')]],
  },
  {
    wrong: [points('')],
    files: { 'mine.csv': '1e-300,0\n2e-300,0\n' },
    told: 'Change the unit of the data.',
    right: [],
  },
  {
    wrong: [points('')],
    files: { 'mine.csv': 'x,y\n"1,2\n3,4\n' },
    told: 'Close every quote, or write a quote inside of a field twice.',
    right: [],
  },
  {
    wrong: ['heads=[{ use: shared-mlp, orders: [1, 3] }]'],
    told: 'Give the other orders a head of their own.',
    right: [
      [
        'heads=[{ use: shared-mlp, orders: [1] }, { use: mlp, order: 2 }, { use: mlp, order: 3 }]',
        losses('use: matching, order: 1'),
      ],
    ],
  },
  {
    wrong: ['heads=[{ use: transformer, order: 1, width: 10, attentionHeads: 4 }]'],
    told: 'Set `width` to 12.',
    right: [['heads=[{ use: transformer, order: 1, width: 12, attentionHeads: 4 }]']],
  },
  {
    wrong: [losses('use: matching, order: 1, target: material')],
    told: 'Drop `target`, or match a higher order.',
    right: [
      [losses('use: matching, order: 1')],
      [
        heads('order: 1', 'order: 2'),
        losses('use: matching, order: 1', 'use: matching, order: 2, target: material'),
      ],
    ],
  },
  {
    wrong: [consistency(`rule: lagrangian, base: taught, ${anyStep}`)],
    told: 'Drop `base`.',
    right: [[consistency(`rule: lagrangian, ${anyStep}`)]],
  },
  {
    wrong: [consistency('rule: flow-map, held: step')],
    told: 'Drop `held`, or use the rule lagrangian.',
    right: [[consistency('rule: flow-map')], [consistency(`rule: lagrangian, held: step, ${anyStep}`)]],
  },
  {
    wrong: [consistency('rule: shortcut, gradientsToVelocity: false')],
    told: 'Drop `gradientsToVelocity`, or use the rule flow-map.',
    right: [
      [consistency('rule: shortcut')],
      [heads('order: 1', 'order: 2'), consistency('rule: flow-map, gradientsToVelocity: false')],
    ],
  },
  {
    wrong: [consistency(`rule: eulerian, gradientsToVelocity: false, ${anyStep}`)],
    told: 'Drop `gradientsToVelocity`, or use the rule flow-map.',
    right: [
      [consistency(`rule: eulerian, ${anyStep}`)],
      [heads('order: 1', 'order: 2'), consistency(`rule: flow-map, gradientsToVelocity: false, ${anyStep}`)],
    ],
  },
  {
    wrong: [consistency('rule: eulerian, times: { use: shortcut-ladder }')],
    told: 'Set `times: { use: two-times, equal: 0 }`.',
    right: [[consistency(`rule: eulerian, ${anyStep}`)]],
  },
  {
    wrong: [consistency(`rule: lagrangian, held: none, teacher: average, ${anyStep}`)],
    told: 'Drop `teacher`, or `held`.',
    right: [
      [consistency(`rule: lagrangian, held: none, ${anyStep}`)],
      [consistency(`rule: lagrangian, teacher: average, ${anyStep}`), 'training.average=0.99'],
    ],
  },
  {
    wrong: ['training.optimizer={use: sgd, nesterov: true}'],
    told: 'Set `momentum`, or drop `nesterov`.',
    right: [
      ['training.optimizer={use: sgd, nesterov: true, momentum: 0.9}'],
      ['training.optimizer={use: sgd}'],
    ],
  },
  {
    wrong: ['losses.0.times={use: uniform, from: 0.5, to: 0.5}'],
    told: 'Drop both to draw over the whole domain of the path.',
    right: [['losses.0.times={use: uniform}']],
  },
  {
    wrong: ['interpolant={use: polynomial, coefficients: [1, 2]}'],
    told: 'The list begins with the coefficient of t^0 and sums to 1: [0, 0, 3, -2] is 3 t^2 - 2 t^3.',
    right: [['interpolant={use: polynomial, coefficients: [0, 0, 3, -2]}']],
  },
  {
    wrong: ['interpolant={use: vp-ode, velocityMargin: 0.1}'],
    told: 'Set margin to 0.1 or more.',
    right: [['interpolant={use: vp-ode, velocityMargin: 0.1, margin: 0.1}']],
  },
  {
    wrong: [heads('order: 1, sees: [x, t, lower]')],
    told: 'Drop "lower" from `sees`.',
    right: [[heads('order: 1, sees: [x, t]')]],
  },
];

test.each(rows)(
  'README "The place of a mistake": every fix that a plugin offers works: $told',
  ({ wrong, told, right, files }) => {
    expect(fixesOf({ overrides: wrong, files })).toContain(told);
    for (const overrides of right) expect(fixesOf({ overrides, files })).toEqual([]);
  },
);

/** Packages whose fixes are no changes of a configuration alone, or come when it runs: their own tests try them. */
const elsewhere = ['engine-eager', 'engine-onnx', 'engine-xla', 'launcher-slurm'];

/** Fixes of what a plugin finds once it is fitted or draws: tried by the tests of that plugin. */
const later = [
  'Use `clock: none`.',
  'Use `preconditioning: { use: none }` with this interpolant.',
  'Use `scaling: { use: none }`, or another target.',
  'Narrow the interval, or give the path a smaller margin.',
  'Raise finest, or widen the domain.',
];

test('no fix is offered that no row tries', () => {
  const offered = readdirSync(plugins, { recursive: true, encoding: 'utf8' })
    .filter((name) => /^[^/]+\/src\/.*(?<!\.test)\.ts$/.test(name))
    .filter((name) => !elsewhere.some((folder) => name.startsWith(`${folder}/`)))
    .flatMap((name) => [
      ...readFileSync(join(plugins, name), 'utf8').matchAll(/(?<=fix:?\s+=?\s*['`])[A-Z][^'`$]+/g),
    ])
    .map(([words]) => words.replace(/\\$/, ''));
  const tried = [...rows.map(({ told }) => told), ...later];
  expect(offered.length).toBeGreaterThan(20);
  expect(offered.filter((words) => !tried.some((told) => told.includes(words)))).toEqual([]);
});
