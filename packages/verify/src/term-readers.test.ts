import { expect, test } from 'vitest';
import { objectiveOf } from './objective.ts';
import { oneHead, softModel, twoHeads } from './testing/soft-experiment.ts';

test('reads targets, rules and ladders from the resolved configuration', async () => {
  const { experiment } = await softModel(twoHeads('shortcut', 'conditional-closed'));
  const { instantaneous, rules, unknown } = objectiveOf(experiment);
  expect([...instantaneous]).toEqual([
    [1, 'conditional'],
    [2, 'conditional'],
  ]);
  expect(rules).toEqual([{ name: 'shortcut', order: 1, finest: 1 / 64, base: 'instantaneous' }]);
  expect(unknown).toEqual([]);
});

test('a term of weight 0 teaches nothing', async () => {
  const { experiment } = await softModel(
    oneHead('{ use: matching, order: 1 }, { use: mean-flow, weight: 0 }'),
  );
  expect(objectiveOf(experiment).rules).toEqual([]);
});

test('names terms that it does not know', async () => {
  const { experiment } = await softModel(oneHead('{ use: matching, order: 1 }'));
  const [term] = experiment.losses;
  if (term === undefined) throw new Error('There is one term.');
  expect(objectiveOf({ ...experiment, losses: [{ ...term, use: 'other' }] }).unknown).toEqual(['other']);
});

test('reads the base that another term teaches, and by which integrator', async () => {
  const losses = '{ use: matching, order: 1 }, { use: base-step, integrator: { use: heun } }';
  const { bases } = objectiveOf((await softModel(oneHead(losses))).experiment);
  expect(bases).toMatchObject([{ step: 1 / 16, integrator: { name: 'heun', derivatives: 1 } }]);
  const all = `${losses.replace(' } }', ' }, times: { use: shortcut-ladder, finest: 8 } }')}`;
  expect(objectiveOf((await softModel(oneHead(all))).experiment).bases).toMatchObject([{ step: undefined }]);
});

test('says that an adaptive weight makes a robust mean of scattered velocities', async () => {
  const remarks = async (loss: string) => objectiveOf((await softModel(oneHead(loss))).experiment).remarks;
  expect(await remarks('{ use: mean-flow }')).toEqual([
    expect.stringContaining('a robust mean, not the mean'),
  ]);
  expect(await remarks('{ use: mean-flow, power: 0 }')).toEqual([]);
  expect(await remarks('{ use: mean-flow, velocity: flow }, { use: matching, order: 1 }')).toEqual([]);
});

test('says where a term weighs so little that training may not follow', async () => {
  const { remarks } = objectiveOf(
    (await softModel(oneHead('{ use: matching, order: 1, weight: 1e-15 }'))).experiment,
  );
  expect(remarks).toEqual([expect.stringContaining('The term matching-1 weighs 1e-15')]);
});
