import { expect, test } from 'vitest';
import { planOf } from './plan.ts';
import { oneHead, softModel } from './testing/soft-experiment.ts';
import { identityClock } from '@highorder/core';

const planFor = async (losses: string, integrator = 'taylor') => {
  const { experiment } = await softModel(
    oneHead(`{ use: matching, order: 1 }, ${losses}`, integrator, 'x, t, d'),
  );
  return planOf(experiment, identityClock);
};

const base =
  '{ use: base-step, integrator: { use: heun }, times: { use: shortcut-ladder, finest: 8, drawn: finest } }';
const carried = (finest: number, rule = 'flow-map') =>
  `{ use: self-consistency, rule: ${rule}, base: taught, times: { use: shortcut-ladder, finest: ${finest} } }`;

test.each(['flow-map', 'shortcut'])(
  'a ladder of %s stands on the step that another term teaches',
  async (rule) => {
    const { method, obstacles, reservations } = await planFor(`${base}, ${carried(4, rule)}`);
    expect(obstacles).toEqual([]);
    expect(method?.rule).toMatchObject({
      ladder: { finest: 1 / 4 },
      reach: 1 / 8,
      baseStep: { name: 'heun' },
    });
    expect(reservations).toEqual([
      'No term teaches steps shorter than 1/8: more than 8 steps have no fixed point.',
    ]);
  },
);

/** Losses beside matching, and what keeps them from a fixed point. */
const groundless: readonly (readonly [string, string, RegExp])[] = [
  ['nothing teaches the base', carried(4), /no term \(`base-step`\) teaches that length/],
  [
    'the base is another step',
    `${base}, ${carried(8)}`,
    /teaches steps of 1\/8, and the rule flow-map rests on steps of 1\/16/,
  ],
  [
    'nothing carries the base on',
    base,
    /base-step teaches steps of 1\/8, and no term carries them to longer ones/,
  ],
  [
    'the base is taught and stepped over',
    `${base}, ${carried(4).replace('base: taught', 'base: instantaneous')}`,
    /teach short steps apart from each other/,
  ],
  [
    'the base is several steps',
    `${base.replace(', drawn: finest', '')}, ${carried(4)}`,
    /teaches steps of several lengths/,
  ],
  ['two bases', `${base}, ${base}, ${carried(4)}`, /Several terms teach short steps/],
  [
    'the sides of a step are turned around',
    '{ use: self-consistency, rule: lagrangian, held: step, times: { use: two-times } }',
    /no term teaches the step/,
  ],
  [
    'the foot of the ladder is hidden',
    '{ use: self-consistency, rule: shortcut, times: { use: as-published-unclamped, of: { use: as-published-steps } } }',
    /hides the finest step from the rule/,
  ],
];

test.each(groundless)('no fixed point where %s', async (_, losses, reason) => {
  const { method, obstacles } = await planFor(losses);
  expect(method).toBeUndefined();
  expect(obstacles).toHaveLength(1);
  expect(obstacles[0]).toMatch(reason);
});

test('an integrator that tells no step asks for none of it', async () => {
  const { method, reservations } = await planFor(base, 'heun');
  expect(method?.rule).toBeUndefined();
  expect(reservations[0]).toContain('base-step teaches what is never asked');
});
